import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import { makeCanary } from './canary.ts';
import { materialBinding } from './ciphertext.ts';
import type { KmsError } from './errors.ts';
import type { KeySpec, KeyVersion } from './model.ts';
import type { KmsPorts } from './ports.ts';

/** Key material as it leaves and enters an instance: never kept, logged or shown. */
export type OpenVersion = {
  readonly versionId: string;
  readonly createdAt: Date;
  readonly material: Uint8Array;
  readonly canary: Uint8Array<ArrayBuffer>;
};

type Place = { readonly instanceId: string; readonly keyId: string };

/** A new key version: fresh material and the canary made with it. */
export async function newVersion(
  ports: Pick<KmsPorts, 'crypto' | 'ids'>,
  dataKey: DataKey,
  place: Place,
  spec: KeySpec,
  now: Date,
): Promise<KeyVersion> {
  const versionId = ports.ids.token();
  const material = await ports.crypto.generate(spec);
  const canary = makeCanary(ports.crypto, { keyId: place.keyId, spec }, versionId, material);
  return sealVersion(dataKey, place, { versionId, createdAt: now, material, canary });
}

/** Seals a version's material into an instance. */
export function sealVersion(dataKey: DataKey, place: Place, version: OpenVersion): KeyVersion {
  const bound = materialBinding(place.instanceId, place.keyId, version.versionId);
  return {
    versionId: version.versionId,
    createdAt: version.createdAt,
    material: dataKey.seal(version.material, bound),
    canary: version.canary,
  };
}

/** Opens a version's material. Bytes that were changed or moved are refused as MATERIAL_DAMAGED. */
export function openVersion(
  dataKey: DataKey,
  place: Place,
  version: KeyVersion,
): Result<OpenVersion, KmsError> {
  const bound = materialBinding(place.instanceId, place.keyId, version.versionId);
  const material = dataKey.open(version.material, bound);
  if (!material)
    return err({ code: 'MATERIAL_DAMAGED', keyId: place.keyId, keyVersionId: version.versionId });
  return ok({ versionId: version.versionId, createdAt: version.createdAt, material, canary: version.canary });
}
