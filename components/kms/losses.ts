import { queryOptions } from '@tanstack/react-query';
import { readJson } from '../read-json';

/** When it was read, and whose clock shows it. */
type Read = { readonly now: string; readonly timeZone: string };

/** What the backups hold of a key or secret, proven at this moment. */
export type Covers = Read & {
  readonly versions: number;
  readonly covers: readonly {
    readonly backupId: string;
    readonly name: string;
    readonly state: 'held' | 'absent' | 'waiting' | 'damaged';
    readonly asOf: string | null;
    readonly covered: number;
    /** Ids of the versions that it doesn't hold. */
    readonly missing: readonly string[];
  }[];
};

export type Cover = Covers['covers'][number];

/** What goes when a key is destroyed. */
export type KeyLosses = Covers & {
  /** Live secrets with a version encrypted under it, and the names of the first. */
  readonly secrets: number;
  readonly secretNames: readonly string[];
};

/** What goes when a secret is destroyed. */
export type SecretLosses = Covers;

/** How much of a key or secret can come back from the backup instance that holds most of it. */
export function wholeCover({ covers }: Pick<Covers, 'covers'>): 'all' | 'some' | 'none' {
  const held = covers.filter(({ state }) => state === 'held');
  if (held.some(({ missing }) => missing.length === 0)) return 'all';
  return held.length > 0 ? 'some' : 'none';
}

export const keyLosses = (region: string, keyId: string) =>
  queryOptions({
    queryKey: ['key-losses', region, keyId],
    queryFn: () => readJson<KeyLosses>(`/api/regions/${region}/keys/${encodeURIComponent(keyId)}`),
    staleTime: 0,
  });

export const secretLosses = (region: string, name: string) =>
  queryOptions({
    queryKey: ['secret-losses', region, name],
    queryFn: () =>
      readJson<SecretLosses>(`/api/regions/${region}/secrets/losses?${new URLSearchParams({ name })}`),
    staleTime: 0,
  });

/** What goes when an instance is released, and which backup instances hold it. */
export type InstanceLosses = Read & {
  readonly keys: number;
  readonly keyVersions: number;
  readonly secrets: number;
  readonly backups: readonly {
    readonly id: string;
    readonly name: string;
    /** When it last looked at the instance; null: never yet. */
    readonly latestAt: string | null;
    readonly keys: number;
    readonly secrets: number;
    /** Whether it takes a last point first; one that has expired doesn't. */
    readonly takesLast: boolean;
    /** Keys and secrets that it can't back up as they are. */
    readonly damaged: number;
  }[];
};

export const instanceLosses = (instanceId: string) =>
  queryOptions({
    queryKey: ['instance-losses', instanceId],
    queryFn: () => readJson<InstanceLosses>(`/api/instances/${encodeURIComponent(instanceId)}/losses`),
    staleTime: 0,
  });
