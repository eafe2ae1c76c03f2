import 'server-only';
import type { PageRequest } from '@/lib/kernel/page';
import type { Region } from '@/lib/kernel/regions';
import type { InstanceListItem } from '@/lib/kms/model';
import { liveInstances } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { pageRequest, param, read, regionOf, type SearchParams, withParams } from './read';
import { pageActor } from './session';

export type ListPageProps = { params: Promise<{ region: string }>; searchParams: Promise<SearchParams> };

export type KmsListRequest = PageRequest & { readonly instanceId: string | null };

/** What the lists of keys and of secrets have in common: who asks, where, for which page of which instance. */
export async function kmsListPage(list: 'keys' | 'secrets', { params, searchParams }: ListPageProps) {
  const actor = await pageActor();
  const region: Region = regionOf((await params).region);
  const query = await searchParams;
  const { ports, clock } = server();
  const [instances, now] = await read(() =>
    Promise.all([liveInstances(ports, actor, region.id), clock.now()]),
  );
  const software: readonly InstanceListItem[] = instances.filter(({ type }) => type === 'SOFTWARE');
  const instanceId = software.find(({ id }) => id === param(query, 'instance'))?.id ?? null;
  const request: KmsListRequest = { ...pageRequest(query), instanceId };
  /** The list's address with some parameters changed; null takes one away. */
  const href = (changes: Record<string, string | null>) =>
    withParams(`/${region.id}/${list}`, query, changes);
  /** The same from its first page: for another order or filter. */
  const hrefFromStart = (changes: Record<string, string | null>) => href({ ...changes, cursor: null });
  return { actor, region, query, now, software, request, href, hrefFromStart };
}
