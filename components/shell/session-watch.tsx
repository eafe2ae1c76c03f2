'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { consoleIsShown, onEndElsewhere, signInHref } from './session-end';

/** Leaves the console when its session ended elsewhere, and asks the server before Back is believed. */
export function SessionWatch() {
  const router = useRouter();
  useEffect(() => {
    consoleIsShown();
    const reloadKept = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    const readAnew = () => router.refresh();
    const stop = onEndElsewhere(() => window.location.replace(signInHref()));
    window.addEventListener('pageshow', reloadKept);
    window.addEventListener('popstate', readAnew);
    return () => {
      stop();
      window.removeEventListener('pageshow', reloadKept);
      window.removeEventListener('popstate', readAnew);
    };
  }, [router]);
  return null;
}
