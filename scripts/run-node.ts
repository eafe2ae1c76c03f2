import { spawnSync } from 'node:child_process';

/** Runs a program of node_modules in Node, showing what it prints; true if it ends well. */
export function runNode(
  root: string,
  args: readonly string[],
  more: Record<string, string | undefined> = {},
): boolean {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...more };
  return spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).status === 0;
}
