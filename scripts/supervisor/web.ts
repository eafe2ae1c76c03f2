import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** A module to run as the web process, in Node, and what it gets. */
export type WebCommand = {
  readonly module: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
};

export type Web = {
  /** Rejects when the process can't be kept running. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
};

const wrapper = new URL('./web-process.mjs', import.meta.url).pathname;

/** Starts the web process, and again when it dies: at once, then ever later; after the fourth death in a minute it gives up. */
export function startWeb(command: WebCommand): Web {
  let stopping = false;
  let child = launch(command);
  const failed = (async (): Promise<never> => {
    let deaths: number[] = [];
    for (;;) {
      const how = await ended(child);
      if (stopping) return new Promise<never>(() => {});
      deaths = [...deaths.filter((at) => at > Date.now() - 60_000), Date.now()];
      if (deaths.length > 3) throw new Error(`The web process keeps ending (${how}). Why stands above.`);
      console.error(`The web process has ended (${how}); starting it again.`);
      await pause(500 * (deaths.length - 1));
      if (!stopping) child = launch(command);
    }
  })();
  failed.catch(() => {}); // whoever waits for it hears of it
  return {
    failed,
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const over = ended(child);
      child.kill('SIGTERM');
      const hurry = setTimeout(() => child.kill('SIGKILL'), 8_000);
      await over;
      clearTimeout(hurry);
    },
  };
}

/** Returns once the address answers with a page. Stops asking when the signal says so. */
export async function waitForPage(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const status = await fetch(url, { redirect: 'manual', signal }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status >= 200 && status < 400) return;
    await pause(50);
  }
}

function launch(command: WebCommand): ChildProcess {
  // Detached: Ctrl-C must reach the supervisor alone. When it is killed, the channel closes and the process ends.
  return spawn(process.execPath, [wrapper, command.module, ...command.args], {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}
