'use client';

import { useQueryClient } from '@tanstack/react-query';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';

/** How old what the page shows may be when someone comes back to it, in milliseconds. */
const oldest = 30_000;

/**
 * Reads the page anew when someone comes back to it and it is older than that. Never under their hands: not while
 * a panel or menu is open, a form has text in it, or an action runs; and not while the server can't be reached,
 * for then what stands there is better than the browser's error page.
 */
export function RefreshStale() {
  const router = useRouter();
  const queries = useQueryClient();
  const pathname = usePathname();
  const readAt = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has just been read
  useEffect(() => {
    readAt.current = Date.now();
  }, [pathname]);
  useEffect(() => {
    const isStale = () =>
      document.visibilityState === 'visible' &&
      Date.now() - readAt.current > oldest &&
      queries.isMutating() === 0 &&
      !isInUse();
    let isAsking = false;
    const comeBack = async () => {
      if (isAsking || !isStale()) return;
      isAsking = true;
      const isThere = await isServerThere();
      isAsking = false;
      if (!isThere || !isStale()) return;
      readAt.current = Date.now();
      void queries.invalidateQueries();
      router.refresh();
    };
    window.addEventListener('focus', comeBack);
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      window.removeEventListener('focus', comeBack);
      document.removeEventListener('visibilitychange', comeBack);
    };
  }, [router, queries]);
  return null;
}

const open = 'section[role=dialog], section[role=alertdialog], [role=menu], [role=listbox]';
const typed = 'form :is(textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=search]))';

/** Something is open over the page, or someone has begun to write in it. */
function isInUse(): boolean {
  if (document.querySelector(open) !== null) return true;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(typed);
  return [...fields].some((field) => field.value !== '');
}

async function isServerThere(): Promise<boolean> {
  try {
    await fetch('/icon.svg', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}
