import 'server-only';
import { notFound } from 'next/navigation';
import { DatabaseAway } from '@/lib/access/errors';
import { lastPage, type Page, type PageRequest } from '@/lib/kernel/page';
import { findRegion, type Region } from '@/lib/kernel/regions';
import type { Result } from '@/lib/kernel/result';
import { server } from '@/lib/server';

/** Reads for a page: an outage of the database becomes `DatabaseAway`, which the error page tells in words. */
export async function read<T>(reading: () => Promise<T>): Promise<T> {
  try {
    return await reading();
  } catch (error) {
    if (server().isDatabaseAway(error))
      throw new DatabaseAway('The page could not be read', { cause: error });
    throw error;
  }
}

/** The value of a read whose refusals all mean that there is no such page. */
export function found<T, E>(result: Result<T, E>): T {
  if (!result.ok) notFound();
  return result.value;
}

export function regionOf(id: string): Region {
  const region = findRegion(server().regions, id);
  if (!region) notFound();
  return region;
}

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** The one value of a parameter in the URL; null if it is missing. */
export function param(params: SearchParams, name: string): string | null {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

const pageSize = 20;

/** Search and place of a list, from the URL: `q` and `cursor`. */
export function pageRequest(params: SearchParams): PageRequest {
  return {
    search: searchText(param(params, 'q')),
    cursor: param(params, 'cursor'),
    pageSize,
  };
}

/** What was searched for, as a query takes it. */
export function searchText(text: string | null): string {
  return (text ?? '')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 200); // PostgreSQL takes no NUL
}

/** One of the known values of a parameter; null, as if it were not there, for any other. */
export function known<T extends string>(params: SearchParams, name: string, values: readonly T[]): T | null {
  const value = param(params, name);
  return values.find((candidate) => candidate === value) ?? null;
}

/** The addresses of the pages around one, by the list's address with another cursor. */
export function pageLinks(
  { previous, next }: Pick<Page<unknown>, 'previous' | 'next'>,
  href: (changes: { readonly cursor: string | null }) => string,
) {
  return {
    firstHref: previous === null ? undefined : href({ cursor: null }),
    previousHref: previous === null ? undefined : href({ cursor: previous }),
    nextHref: next === null ? undefined : href({ cursor: next }),
    lastHref: next === null ? undefined : href({ cursor: lastPage }),
  };
}

/** The list's address with some parameters changed (null takes one away); for paging and filter links. */
export function withParams(
  path: string,
  params: SearchParams,
  changes: Readonly<Record<string, string | null>>,
): string {
  const next = new URLSearchParams();
  for (const name of Object.keys(params)) {
    const value = param(params, name);
    if (value !== null) next.set(name, value);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  const query = next.toString();
  return query === '' ? path : `${path}?${query}`;
}
