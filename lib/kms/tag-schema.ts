import { z } from 'zod';
import { mostTagKey, mostTags, mostTagValue } from './tag-limits.ts';

/** Tags of a key or secret; the message is the name of the rule's text in `messages/` (namespace `rules`). */
export const tags = z
  .record(
    z.string('tags').trim().min(1, 'tags').max(mostTagKey, 'tags'),
    z.string('tags').trim().max(mostTagValue, 'tags'),
    'tags',
  )
  .refine((all) => Object.keys(all).length <= mostTags, 'tags');
