import 'server-only';
import { secretStates } from '@/lib/kms/list-orders';
import { keySpecs, keyStates, keyUsages } from '@/lib/kms/model';
import { instanceId, keyId } from '@/lib/kms/schema';
import { known, param, type SearchParams, searchText } from './read';

/** Which keys or secrets the parameters of a list's address ask for, whatever their order and page. */
export function keyMatch(query: SearchParams) {
  return {
    search: searchText(param(query, 'q')),
    instanceId: instanceId.safeParse(param(query, 'instance')).data ?? null,
    state: known(query, 'state', keyStates),
    spec: known(query, 'spec', keySpecs),
    usage: known(query, 'usage', keyUsages),
  };
}

export function secretMatch(query: SearchParams) {
  return {
    search: searchText(param(query, 'q')),
    instanceId: instanceId.safeParse(param(query, 'instance')).data ?? null,
    state: known(query, 'state', secretStates),
    keyId: keyId.safeParse(param(query, 'key')).data ?? null,
  };
}

export function isNarrowed(match: Readonly<Record<string, string | null>>): boolean {
  return Object.values(match).some((value) => value !== null && value !== '');
}

/** The parameters that ask for the same. */
export function matchParams(match: ReturnType<typeof keyMatch> | ReturnType<typeof secretMatch>) {
  const { search, instanceId, ...others } = match;
  const { keyId: key = null, ...more } = { keyId: null, ...others };
  return { q: search === '' ? null : search, instance: instanceId, key, ...more };
}
