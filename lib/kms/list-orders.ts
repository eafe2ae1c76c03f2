import type { SortOrder } from '../kernel/sort.ts';

/** What the lists can be sorted by. Names count without case; what was never rotated comes before what was. */
export const instanceSorts = ['name', 'created'] as const;
export type InstanceSort = (typeof instanceSorts)[number];
export const usualInstanceSort: SortOrder<InstanceSort> = { by: 'name', direction: 'ascending' };

/** `name`: the alias, or the key ID where there is none. */
export const keySorts = ['name', 'state', 'rotated', 'created'] as const;
export type KeySort = (typeof keySorts)[number];
export const usualKeySort: SortOrder<KeySort> = { by: 'created', direction: 'descending' };

export const secretSorts = ['name', 'rotated', 'created'] as const;
export type SecretSort = (typeof secretSorts)[number];
export const usualSecretSort: SortOrder<SecretSort> = { by: 'created', direction: 'descending' };

/** Whether a secret is in its recovery window. */
export const secretStates = ['live', 'leaving'] as const;
export type SecretState = (typeof secretStates)[number];
