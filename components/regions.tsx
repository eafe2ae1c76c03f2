'use client';

import { createContext, type ReactNode, use } from 'react';

/** A region as it is chosen from: its name in the reader's language. */
export type RegionChoice = { readonly id: string; readonly name: string };

const Regions = createContext<readonly RegionChoice[]>([]);

/** Gives every component below it the site's regions, which come from the server. */
export function RegionsProvider(props: { regions: readonly RegionChoice[]; children: ReactNode }) {
  return <Regions value={props.regions}>{props.children}</Regions>;
}

/** The site's regions, in their order. */
export function useRegions(): readonly RegionChoice[] {
  return use(Regions);
}

/** A region's name; its id if there is none of that id. */
export function nameOfRegion(regions: readonly RegionChoice[], id: string): string {
  return regions.find((region) => region.id === id)?.name ?? id;
}
