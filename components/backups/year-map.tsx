'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '../ui/skeleton';
import type { HeatMapYear } from './heat-map-year';

const HeatMap = dynamic(() => import('./heat-map').then((module) => module.HeatMap), {
  ssr: false,
  loading: () => <Skeleton className="h-[8.75rem] max-sm:h-[10.5rem] w-full" />,
});

/** A year's heat map, made in the browser: hundreds of cells would weigh down the page. Its months come as a table. */
export function YearMap(props: { year: HeatMapYear; label: string; path: string }) {
  return (
    <div className="min-h-[9.5rem] max-sm:min-h-[11.25rem]">
      <HeatMap {...props} />
    </div>
  );
}
