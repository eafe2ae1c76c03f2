import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { changeKey } from './change-key.ts';
import type { KmsError } from './errors.ts';
import type { KeyRef } from './find-key.ts';
import type { KmsKey, Tags } from './model.ts';
import type { KmsPorts } from './ports.ts';

/** What a person may change of a key at any time. */
export type KeyFields = {
  readonly alias: string | null;
  readonly description: string;
  readonly tags: Tags;
};
const fieldNames = ['alias', 'description', 'tags'] as const;
export type KeyField = (typeof fieldNames)[number];

/**
 * Changes alias, description and tags. `was` is what the person saw: where the key is otherwise by now, and not as
 * they want it, somebody else edited it, and nothing is changed (KEY_EDITED_MEANWHILE).
 */
export function editKey(
  ports: KmsPorts,
  actor: Actor,
  input: KeyRef & KeyFields & { readonly was: KeyFields },
): Promise<Result<KmsKey, KmsError>> {
  const { alias, description, tags, was } = input;
  const wanted: KeyFields = { alias, description, tags };
  return changeKey(ports, actor, input, 'edit', async (transaction, { key }) => {
    const fields = fieldNames.filter((name) => !same(key, was, name) && !same(key, wanted, name));
    if (fields.length > 0) return err({ code: 'KEY_EDITED_MEANWHILE', keyId: key.keyId, fields });
    const owner = alias === null ? undefined : await transaction.findAliasInRegion(alias);
    if (alias !== null && owner && owner.keyId !== key.keyId) {
      return err({ code: 'ALIAS_TAKEN', alias, keyId: owner.keyId });
    }
    return ok({ change: wanted });
  });
}

function same(a: KeyFields, b: KeyFields, name: KeyField): boolean {
  return name === 'tags' ? sameTags(a.tags, b.tags) : a[name] === b[name];
}

function sameTags(a: Tags, b: Tags): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && a[name] === b[name])
  );
}
