import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** How to start PostgreSQL's programs: put `prefix` before the command, and give `identity` to spawn. */
export type RunAs = {
  readonly prefix: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
};

const namespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];

/**
 * PostgreSQL refuses to run as root. As root, this finds another user that reaches the program and the
 * folder (postgres, else nobody), else a user namespace in which root is nobody; the folder then belongs
 * to whoever that is. As anyone else nothing changes. Throws, naming DATABASE_URL, where neither works.
 */
export function chooseRunAs(program: string, folder: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [], identity: {} };
  const identity = userId('postgres') ?? userId('nobody');
  if (identity !== undefined) {
    giveTo(folder, identity);
    const reaches = ['-c', 'cd "$0" && "$1" --version', folder, program];
    if (spawnSync('/bin/sh', reaches, { ...identity, cwd: '/', stdio: 'ignore' }).status === 0) {
      return { prefix: [], identity };
    }
  }
  giveTo(folder, { uid: 0, gid: 0 });
  const [command = '', ...rest] = [...namespace, program, '--version'];
  if (spawnSync(command, rest, { cwd: '/', stdio: 'ignore' }).status === 0) {
    return { prefix: namespace, identity: {} };
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and no other user of this machine reaches both ${folder} and ${program}. ` +
      'Start the console as a normal user, move it to a folder that others may enter, or set DATABASE_URL.',
  );
}

/** Makes one file or folder, with all it holds, belong to a user. */
export function giveTo(target: string, owner: RunAs['identity']): void {
  const { uid, gid } = owner;
  if (uid === undefined || gid === undefined) return;
  const found = lstatSync(target);
  if (found.uid !== uid || found.gid !== gid) chownSync(target, uid, gid);
  if (!found.isDirectory()) return;
  for (const name of readdirSync(target)) giveTo(path.join(target, name), owner);
}

function userId(name: string): { uid: number; gid: number } | undefined {
  const ask = (what: string): number => {
    const answer = spawnSync('id', [what, name], { encoding: 'utf8' });
    return answer.status === 0 ? Number(answer.stdout) : Number.NaN;
  };
  const found = { uid: ask('-u'), gid: ask('-g') };
  return Number.isInteger(found.uid) && Number.isInteger(found.gid) ? found : undefined;
}
