import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import type { Tags } from './model.ts';
import { mostTags } from './tag-limits.ts';

/** One change of an item's tags. A name that is there already gets the new value. */
export type TagChange =
  | { readonly kind: 'addTag'; readonly name: string; readonly value: string }
  | { readonly kind: 'removeTag'; readonly name: string };

/** The tags after the change; the same object if it changes nothing. TOO_MANY_TAGS above `mostTags`. */
export function changedTags(id: string, tags: Tags, change: TagChange): Result<Tags, KmsError> {
  if (change.kind === 'removeTag') {
    if (!Object.hasOwn(tags, change.name)) return ok(tags);
    return ok(Object.fromEntries(Object.entries(tags).filter(([name]) => name !== change.name)));
  }
  if (Object.hasOwn(tags, change.name) && tags[change.name] === change.value) return ok(tags);
  const changed = Object.fromEntries([...Object.entries(tags), [change.name, change.value]]);
  if (Object.keys(changed).length > mostTags) return err({ code: 'TOO_MANY_TAGS', id, most: mostTags });
  return ok(changed);
}
