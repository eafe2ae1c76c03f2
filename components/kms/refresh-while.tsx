'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const everyMs = 1500;

/** While it is on the page, the page is read anew every other second; not while nobody sees it. */
export function RefreshWhile() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
