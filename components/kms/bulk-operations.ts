import type { Action } from '../action-result';

/** One answer for each item of a call: done (`null`), or what a person reads of why not. */
export type BulkAnswer = readonly { readonly id: string; readonly refusal: string | null }[];

/** What can be done to many items of a list, as its page hands it down. */
export type BulkActions = {
  readonly update: Action<BulkAnswer>;
  readonly scheduleDeletion: Action<BulkAnswer>;
};

export type BulkList = 'keys' | 'secrets';

export type BulkOperation = 'enable' | 'disable' | 'addTag' | 'removeTag' | 'scheduleDeletion';

export const operationsOf: Record<BulkList, readonly BulkOperation[]> = {
  keys: ['enable', 'disable', 'addTag', 'removeTag', 'scheduleDeletion'],
  secrets: ['addTag', 'removeTag', 'scheduleDeletion'],
};
