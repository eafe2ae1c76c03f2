import { queryOptions } from '@tanstack/react-query';

/** A Software Key Management instance as panels offer it. */
export type InstanceChoice = {
  readonly id: string;
  readonly name: string;
  readonly keyVersions: number;
  readonly keyQuota: number;
  readonly secrets: number;
  readonly secretQuota: number;
};

/** Those of a region that are not released, read anew each time a panel asks. */
export const instanceChoices = (region: string) =>
  queryOptions({
    queryKey: ['instances', region],
    queryFn: () => readJson<InstanceChoice[]>(`/api/regions/${encodeURIComponent(region)}/instances`),
    staleTime: 0,
  });

/** Reads from the console's own routes; the text of a refusal is the error's message. */
export async function readJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(messageOf(body) ?? response.statusText);
  return body as T; // the route's own type: both sides are built together
}

function messageOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('message' in body)) return undefined;
  return typeof body.message === 'string' ? body.message : undefined;
}
