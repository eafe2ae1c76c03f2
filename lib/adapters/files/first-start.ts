import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Env } from '../../env.ts';
import { createOnce, readText } from './create-once.ts';

export type Secrets = {
  /** 32 bytes. */
  readonly rootKey: Buffer;
  /** Bearer of POST /api/snapshots/run. */
  readonly snapshotToken: string;
  /** First password of the user `admin`; once the user exists it counts no more. */
  readonly adminPassword: string;
  /** True if this call made the password: it is the moment to show it. */
  readonly adminPasswordIsNew: boolean;
};

/** What of Env decides where the secrets come from. */
export type SecretSettings = Pick<
  Env,
  'KMS_DATA_DIR' | 'KMS_ROOT_KEY' | 'SNAPSHOT_TOKEN' | 'KMS_ADMIN_PASSWORD'
>;

/**
 * The secrets of this site: from the environment, else from the data folder, else made now and kept there
 * (mode 0600). Nothing is ever overwritten, and two that start at once get the same ones.
 * `beforeNewRootKey` is awaited before a root key is made: it throws if the database already holds data
 * keys, which no new root key could open. Throws if a file doesn't hold what it should.
 */
export async function openSecrets(
  settings: SecretSettings,
  beforeNewRootKey: () => Promise<void>,
): Promise<Secrets> {
  const file = (name: string): string => path.join(settings.KMS_DATA_DIR, name);
  mkdirSync(settings.KMS_DATA_DIR, { recursive: true, mode: 0o711 });
  const rootKey = settings.KMS_ROOT_KEY ?? readText(file('root.key'));
  if (rootKey === undefined) await beforeNewRootKey();
  const token = settings.SNAPSHOT_TOKEN ?? keep(file('snapshot-token'), 32, 'base64url').text;
  const password =
    settings.KMS_ADMIN_PASSWORD === undefined
      ? keep(file('admin-password'), 15, 'base64url')
      : { text: settings.KMS_ADMIN_PASSWORD, isNew: false };
  return {
    rootKey: parseRootKey(rootKey ?? keep(file('root.key'), 32, 'base64').text, file('root.key')),
    snapshotToken: token,
    adminPassword: password.text,
    adminPasswordIsNew: password.isNew,
  };
}

function parseRootKey(text: string, file: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length === 32 && key.toString('base64') === text) return key;
  throw new Error(
    `${file} does not hold a root key (32 bytes in base64). Put the right file back from its copy: ` +
      'without it nothing that the database holds can be opened. It was left as it is.',
  );
}

function keep(file: string, bytes: number, encoding: 'base64' | 'base64url') {
  const isNew = createOnce(file, `${randomBytes(bytes).toString(encoding)}\n`);
  const text = readText(file);
  if (text === undefined || text === '') throw new Error(`${file} is empty. Remove it or put its copy back.`);
  return { text, isNew };
}
