/** Runs work alone. Those who ask meanwhile wait, and share the one run that follows. */
export type SharedTurns<T> = (work: () => Promise<T>) => Promise<T>;

export function sharedTurns<T>(): SharedTurns<T> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting: Promise<T> | undefined;
  return (work) => {
    waiting ??= last.then(() => {
      waiting = undefined;
      const running = work();
      last = running.catch(() => undefined); // whoever waits for `running` is told
      return running;
    });
    return waiting;
  };
}
