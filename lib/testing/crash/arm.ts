import { writeSync } from 'node:fs';
import { type KillPoint, type Line, nameOf } from './plan.ts';

/** Says a line so that it has been said before anything else is done. */
export function say(line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** Kills this process, as from outside, when it comes to a place for the n-th time after it was armed. */
export function trap() {
  let point: KillPoint | null = null;
  let left = 0;
  const pass = (call: string, when: KillPoint['when']): void => {
    if (point?.call !== call || point.when !== when) return;
    left -= 1;
    if (left > 0) return;
    say({ killedAt: nameOf(point) });
    process.kill(process.pid, 'SIGKILL');
  };

  /** The same object; each call of a method passes the trap. */
  const watch = <T extends object>(target: T, name: string): T =>
    new Proxy(target, {
      get(object, property, receiver) {
        const member: unknown = Reflect.get(object, property, receiver);
        if (typeof member !== 'function') return member;
        const call = `${name}.${String(property)}`;
        return (...args: unknown[]): unknown => {
          pass(call, 'before');
          const inner = workNames[call];
          const given = inner ? args.map((arg) => watchWork(arg, inner)) : args;
          const result: unknown = Reflect.apply(member, object, given);
          if (!(result instanceof Promise)) return result;
          return result.then((value: unknown) => {
            pass(call, 'after');
            return value;
          });
        };
      },
    });
  /** What is handed to a piece of work passes the trap too. */
  const watchWork = (arg: unknown, name: string): unknown =>
    typeof arg === 'function'
      ? (handed: object, ...more: unknown[]): unknown =>
          Reflect.apply(arg, undefined, [watch(handed, name), ...more])
      : arg;

  return {
    watch,
    arm(at: KillPoint): void {
      point = at;
      left = at.nth;
    },
  };
}

const workNames: Readonly<Record<string, string>> = {
  'snapshots.capture': 'session',
  'kms.inInstance': 'transaction',
};
