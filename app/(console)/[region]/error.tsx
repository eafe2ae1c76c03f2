'use client';

import { PageError } from '@/components/shell/page-error';

/** A page of the console failed: the shell stays, and the page can be tried again. */
export default function RegionError(props: { error: unknown; retry: () => void }) {
  return <PageError {...props} />;
}
