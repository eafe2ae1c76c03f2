import { queryOptions } from '@tanstack/react-query';
import { readJson } from '../read-json';

/** An Enabled key of an instance, as a secret's panel offers it. */
export type KeyChoice = { readonly keyId: string; readonly alias: string | null };
export type KeyChoices = { readonly keys: readonly KeyChoice[]; readonly total: number };

export const keyChoices = (region: string, instanceId: string, search: string) =>
  queryOptions({
    queryKey: ['key-choices', region, instanceId, search],
    queryFn: () =>
      readJson<KeyChoices>(
        `/api/regions/${region}/keys?${new URLSearchParams({ instance: instanceId, q: search })}`,
      ),
    staleTime: 0,
  });
