import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { KeyOperation, KmsError } from './errors.ts';
import { type OpenVersion, openVersion } from './key-material.ts';
import { checkOperation } from './key-operations.ts';
import type { KmsPorts } from './ports.ts';
import { type SoundKey, soundKey } from './row-seal.ts';

/** A key by where it lives: the same key id may live in two regions. */
export type KeyRef = { readonly regionId: string; readonly keyId: string };

/** A sound live key, with the data key of its instance. */
export type UsableKey = SoundKey & { readonly dataKey: DataKey };

/** A sound live key, whatever its state: KEY_NOT_FOUND, or KEY_DAMAGED. */
export async function findSoundKey(
  ports: Pick<KmsPorts, 'kms' | 'keyring'>,
  actor: Pick<Actor, 'accountId'>,
  ref: KeyRef,
): Promise<Result<UsableKey, KmsError>> {
  const notFound = { code: 'KEY_NOT_FOUND', keyId: ref.keyId } as const;
  const found = await ports.kms.findKeyForUse(actor.accountId, ref.regionId, ref.keyId);
  if (!found) return err(notFound);
  // Its row says of another instance or account, or the instance was released between the two looks.
  if (!found.dataKey) return err({ code: 'KEY_DAMAGED', keyId: ref.keyId });
  const dataKey = ports.keyring.open(found.dataKey);
  const sound = soundKey(dataKey, found);
  return sound.ok ? ok({ ...sound.value, dataKey }) : sound;
}

/** A sound live key whose state, usage and spec allow the operation. */
export async function findUsable(
  ports: Pick<KmsPorts, 'kms' | 'keyring'>,
  actor: Actor,
  ref: KeyRef,
  operation: KeyOperation,
): Promise<Result<UsableKey, KmsError>> {
  const found = await findSoundKey(ports, actor, ref);
  if (!found.ok) return found;
  const allowed = checkOperation(found.value.key, operation);
  return allowed.ok ? found : allowed;
}

/** One version of the key, open. MATERIAL_DAMAGED if the key doesn't have it or it doesn't open. */
export function openKeyVersion(found: UsableKey, versionId: string): Result<OpenVersion, KmsError> {
  const { key, versions, dataKey } = found;
  const version = versions.find((candidate) => candidate.versionId === versionId);
  if (!version) return err({ code: 'MATERIAL_DAMAGED', keyId: key.keyId, keyVersionId: versionId });
  return openVersion(dataKey, key, version);
}
