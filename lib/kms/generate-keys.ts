import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import { findSoundKey } from './find-key.ts';
import { newVersion } from './key-material.ts';
import type { KeyVersion } from './model.ts';
import type { ClaimedGeneration, KmsPorts } from './ports.ts';
import { soundKey } from './row-seal.ts';
import { changeKey } from './sealed-writes.ts';

/** How long one replica may take for a key before another takes over: a killed one's work is done again after it. */
const leaseMs = 60_000;

/**
 * Makes the key versions that wait for their material (RSA takes seconds), one after the other, the oldest first.
 * Any number of processes may do so at once: each version is made by one of them, and committed once. Returns how
 * many were made, at most `most`. A failure is told to `onFailure`; that version is tried again when its lease ends.
 */
export async function generatePending(
  ports: KmsPorts,
  most: number,
  onFailure: (keyId: string, error: unknown) => void,
): Promise<number> {
  let made = 0;
  while (made < most) {
    const now = await ports.clock.now();
    const leaseUntil = new Date(now.getTime() + leaseMs);
    const claimed = await ports.kms.claimGeneration(now, leaseUntil, ports.ids.token());
    if (!claimed) break;
    try {
      if (await generate(ports, claimed)) made += 1;
    } catch (error) {
      onFailure(claimed.keyId, error);
    }
  }
  return made;
}

/** True if the version was made and is the key's. */
async function generate(ports: KmsPorts, claimed: ClaimedGeneration): Promise<boolean> {
  const found = await findSoundKey(ports, claimed, claimed);
  if (!found.ok) {
    await drop(ports, claimed);
    return false;
  }
  const { key, dataKey } = found.value;
  const version = await newVersion(ports, dataKey, key, key.spec, await ports.clock.now());
  return (await commit(ports, claimed, version)).ok;
}

/** A key that is gone or damaged waits for nothing any more. */
async function drop(ports: KmsPorts, claimed: ClaimedGeneration): Promise<void> {
  await ports.kms.inInstance(claimed.accountId, claimed.instanceId, async (transaction) =>
    (await transaction.endGeneration(claimed.keyId, claimed.token)) ? ok(undefined) : err('lost' as const),
  );
}

/** Adds the version, if the key still lives and waits for it and nobody else took over meanwhile. */
async function commit(
  ports: KmsPorts,
  { accountId, instanceId, keyId, token }: ClaimedGeneration,
  version: KeyVersion,
): Promise<Result<void, KmsError | 'lost'>> {
  const now = await ports.clock.now();
  return ports.kms.inInstance(
    accountId,
    instanceId,
    async (transaction): Promise<Result<void, KmsError | 'lost'>> => {
      const found = await transaction.findKey(keyId);
      if (!found || !(await transaction.endGeneration(keyId, token))) return err('lost');
      const dataKey = ports.keyring.open(transaction.dataKey);
      const sound = soundKey(dataKey, found);
      if (!sound.ok) return sound;
      const primary = { primaryVersionId: version.versionId };
      const change =
        found.key.state === 'PendingCreation'
          ? ({ ...primary, state: 'Enabled' } as const)
          : { ...primary, rotatedAt: now };
      await changeKey(transaction, dataKey, sound.value, change, version);
      return ok(undefined);
    },
  );
}
