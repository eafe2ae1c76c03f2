import { queryOptions } from '@tanstack/react-query';
import { readJson } from '../read-json';

/** What goes when a key is destroyed. */
export type KeyLosses = {
  readonly versions: number;
  /** Live secrets with a version encrypted under it. */
  readonly secrets: number;
  /** Enabled backup instances that have its instance as their source. */
  readonly backups: number;
};

export const keyLosses = (region: string, keyId: string) =>
  queryOptions({
    queryKey: ['key-losses', region, keyId],
    queryFn: () => readJson<KeyLosses>(`/api/regions/${region}/keys/${encodeURIComponent(keyId)}`),
    staleTime: 0,
  });

/** What goes when an instance is released. */
export type InstanceLosses = {
  readonly keys: number;
  readonly secrets: number;
  /** Names of the backup instances that take a last point first. */
  readonly backups: readonly string[];
};

export const instanceLosses = (instanceId: string) =>
  queryOptions({
    queryKey: ['instance-losses', instanceId],
    queryFn: () => readJson<InstanceLosses>(`/api/instances/${encodeURIComponent(instanceId)}/losses`),
    staleTime: 0,
  });

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
