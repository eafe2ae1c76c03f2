'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useTransition } from 'react';

/** The cursor of keyset pages: another filter starts on the first page. */
const cursors = ['cursor'] as const;

/**
 * One parameter of the page's address, as text ('' when absent). Setting it replaces the address, takes page
 * cursors away and lets the server render anew; `isPending` until it has.
 */
export function useUrlParam(name: string): {
  value: string;
  set: (value: string) => void;
  isPending: boolean;
} {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const [isPending, startTransition] = useTransition();
  const set = useCallback(
    (value: string) => {
      const next = new URLSearchParams(params);
      for (const cursor of cursors) next.delete(cursor);
      if (value === '') next.delete(name);
      else next.set(name, value);
      const query = next.toString();
      startTransition(() =>
        router.replace(query === '' ? pathname : `${pathname}?${query}`, { scroll: false }),
      );
    },
    [name, params, pathname, router],
  );
  return { value: params.get(name) ?? '', set, isPending };
}
