import type { Actor } from '../access/model.ts';
import { type BulkResult, eachOf } from './bulk-result.ts';
import { scheduleSecretDeletion } from './delete-secret.ts';
import type { KmsPorts } from './ports.ts';
import { tagSecret } from './tag-item.ts';
import type { TagChange } from './tags.ts';

/** Changes one tag of each of the secrets, each on its own. */
export function updateSecrets(
  ports: KmsPorts,
  actor: Actor,
  input: { readonly regionId: string; readonly ids: readonly string[]; readonly update: TagChange },
): Promise<readonly BulkResult[]> {
  const { regionId, ids, update } = input;
  return eachOf(ids, (name) => tagSecret(ports, actor, { regionId, name }, update));
}

/** Puts each of the secrets into a recovery window of 7 to 30 days. */
export function scheduleSecretsDeletion(
  ports: KmsPorts,
  actor: Actor,
  input: { readonly regionId: string; readonly ids: readonly string[]; readonly days: number },
): Promise<readonly BulkResult[]> {
  const { regionId, ids, days } = input;
  return eachOf(ids, (name) => scheduleSecretDeletion(ports, actor, { regionId, name, days }));
}
