import { Prisma } from './generated/client.ts';

/**
 * Whether a text that stands in small letters contains the part: case ignored, % and _ for themselves. It has to be
 * made small as the lists' columns are.
 */
export function contains(smallText: Prisma.Sql, part: string): Prisma.Sql {
  return Prisma.sql`${smallText} LIKE lower(${`%${escapeLike(part)}%`}::text COLLATE "und-x-icu") COLLATE "C"`;
}

/** The same for any of the columns as they stand; null contains nothing. */
export function anyContains(columns: readonly Prisma.Sql[], part: string): Prisma.Sql {
  const small = columns.map((column) => Prisma.sql`lower(${column} COLLATE "und-x-icu") COLLATE "C"`);
  return Prisma.sql`(${Prisma.join(
    small.map((column) => contains(column, part)),
    ' OR ',
  )})`;
}

/** A text that LIKE takes letter for letter. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
