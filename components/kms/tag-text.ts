import type { Tags } from '@/lib/kms/model';

/** Tags as a person reads them in a line, by key; empty if there are none. */
export const tagText = (tags: Tags): string =>
  Object.entries(tags)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => (value === '' ? key : `${key}: ${value}`))
    .join(', ');
