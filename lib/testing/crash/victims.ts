import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Line, lineShape, type Orders } from './plan.ts';

/** A process that waits for its orders, works, and ends by being killed. */
export type Victim = {
  readonly ready: Promise<void>;
  /** Lets it work; `randomly`: kills it that long after its first phase began, in milliseconds. All it said, once it ended. */
  work(orders: Orders, randomly: number | null): Promise<readonly Line[]>;
  /** Ends one that isn't needed any more. */
  dismiss(): Promise<void>;
};

/** How long a victim may take to come to its end. */
const patienceMs = 60_000;

export function startVictim(url: string, rootKey: string): Victim {
  const program = fileURLToPath(new URL('victim.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', program], {
    env: { ...process.env, CRASH_URL: url, CRASH_ROOT_KEY: rootKey },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('A victim without its pipes');
  stdin.on('error', () => undefined); // it was killed before it read
  const lines: Line[] = [];
  let isReady = () => {};
  let begun = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  createInterface({ input: stdout }).on('line', (text) => {
    // Cut off by the kill, the last line may be no JSON: then it wasn't said.
    const line = parse(text);
    if (!line) return;
    lines.push(line);
    if ('ready' in line) isReady();
    if ('phase' in line) begun();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    ready,
    async work(orders, randomly) {
      stdin.write(`${JSON.stringify(orders)}\n`);
      const kill = () => child.kill('SIGKILL');
      const patience = setTimeout(kill, patienceMs);
      let timer: NodeJS.Timeout | undefined;
      if (randomly !== null) {
        begun = () => {
          timer ??= setTimeout(kill, randomly);
        };
      }
      await ended;
      clearTimeout(timer);
      clearTimeout(patience);
      if (randomly === null && child.signalCode === 'SIGKILL' && !lines.some((line) => 'killedAt' in line)) {
        throw new Error(`A victim didn't come to its end: ${JSON.stringify(lines.slice(-5))}`);
      }
      return lines;
    },
    async dismiss() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function parse(text: string): Line | undefined {
  try {
    return lineShape.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
