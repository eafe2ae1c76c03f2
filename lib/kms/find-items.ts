import type { Actor } from '../access/model.ts';
import type { FoundItems } from './model.ts';
import type { KmsFinder } from './ports.ts';

type FindPorts = { readonly finder: KmsFinder };

/** How many of each kind a search over the whole account gives at most. */
const mostFound = 8;

/** Keys, secrets and instances of all regions that hold the text; none for an empty one. */
export async function findItems(ports: FindPorts, actor: Actor, text: string): Promise<FoundItems> {
  if (text === '') return { instances: [], keys: [], secrets: [] };
  return ports.finder.find(actor.accountId, text, mostFound);
}

/** The region's keys and secrets whose deletion is scheduled, the soonest first, and how many there are. */
export function leavingItems(ports: FindPorts, actor: Actor, regionId: string, most: number) {
  return ports.finder.leaving(actor.accountId, regionId, most);
}
