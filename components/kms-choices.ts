import { queryOptions } from '@tanstack/react-query';
import { readJson } from './read-json';

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
