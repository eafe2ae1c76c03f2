import { secretBinding } from '../kms/ciphertext.ts';
import type { Tags } from '../kms/model.ts';
import type { ItemContent } from '../snapshots/model.ts';
import { openRecord } from '../snapshots/record-seal.ts';
import type { World } from './world.ts';

/** What the model knows of an item: a key's versions by their order, a secret's values by theirs. */
export type Item = {
  readonly description: string;
  readonly tags: Tags;
  readonly state: string;
  readonly alias: string | null;
  readonly held: readonly string[];
};
export type State = ReadonlyMap<string, Item>;

/** What the records that are alive at each point hold, opened, secret values decrypted with the keys beside them. */
export async function openPoints(
  { ports, actor, database }: World,
  backupId: string,
  ordinals: readonly number[],
): Promise<ReadonlyMap<number, State>> {
  const backup = await database.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
  const wrapped = await ports.kms.findDataKey(actor.accountId, backup.dataKeyId ?? '');
  if (!wrapped) throw new Error('The backup instance has no data key.');
  const dataKey = ports.keyring.open(wrapped);
  const contents = new Map<number, ItemContent[]>();
  const materials = new Map<string, Uint8Array>();
  for (const ordinal of ordinals) {
    const opened: ItemContent[] = [];
    for await (const records of ports.verifications.recordsAt(backupId, ordinal)) {
      for (const record of records) {
        const content = openRecord(dataKey, backupId, record);
        if (!content) throw new Error(`${record.itemId} of point ${record.fromOrdinal} does not open.`);
        opened.push(content);
        if (content.itemType === 'SECRET') continue;
        for (const { versionId, material } of content.versions) materials.set(versionId, material);
      }
    }
    contents.set(ordinal, opened);
  }
  const held = (item: ItemContent): string[] =>
    item.itemType === 'KEY'
      ? item.versions.map(() => 'version')
      : item.versions.map(({ versionId, keyVersionId, ciphertext }) => {
          const material = materials.get(keyVersionId) ?? new Uint8Array(32);
          const plain = ports.crypto.open(
            material,
            ciphertext,
            secretBinding(item.name, versionId, keyVersionId),
          );
          return plain ? new TextDecoder().decode(plain) : 'does not decrypt';
        });
  const states = new Map<number, State>();
  for (const [ordinal, items] of contents) {
    const state = new Map<string, Item>();
    for (const item of items) {
      const key = item.itemType === 'KEY' ? `KEY ${item.keyId}` : `SECRET ${item.name}`;
      const { description, state: standing } = item;
      const alias = item.itemType === 'KEY' ? item.alias : null;
      state.set(key, { description, tags: { ...item.tags }, state: standing, alias, held: held(item) });
      const times = item.versions.map((version) => version.createdAt.getTime());
      if (times.some((time, index) => time < (times[index - 1] ?? time))) {
        throw new Error(`${key} of point ${ordinal} has its versions in another order than they were made.`);
      }
    }
    states.set(ordinal, state);
  }
  return states;
}
