import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const answer = z.object({
  quiet: z.number(),
  points: z.number(),
  lost: z.number(),
  failures: z.array(z.string()),
});
export type Look = z.infer<typeof answer>;

/** The longest a look may take, in milliseconds: the server ends a frozen process's transaction after a minute. */
const mostLookMs = 90_000;

/** A server process of its own. */
export class Replica {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(child: ChildProcess, lines: Interface) {
    this.#child = child;
    this.#lines = lines;
  }

  static async start(url: string, rootKey: string): Promise<Replica> {
    const script = fileURLToPath(new URL('replica.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, REPLICA_URL: url, REPLICA_ROOT_KEY: rootKey },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const replica = new Replica(child, createInterface({ input: child.stdout }));
    await replica.#line();
    return replica;
  }

  /** Lets it take what is due. */
  async look(): Promise<Look> {
    this.#child.stdin?.write('look\n');
    return answer.parse(JSON.parse(await this.#line()));
  }

  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async #line(): Promise<string> {
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(mostLookMs)]);
    const onExit = () => ended.abort(new Error('The process ended'));
    this.#child.once('exit', onExit);
    try {
      const [line] = await once(this.#lines, 'line', { signal });
      return String(line);
    } finally {
      this.#child.off('exit', onExit);
    }
  }
}
