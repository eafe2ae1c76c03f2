'use client';

import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { toastDemand } from './toast';

const ToastRegion = dynamic(() => import('./toast-region').then((module) => module.ToastRegion), {
  ssr: false,
});

/** Once, in the root layout: the place where toasts appear. */
export function ToastHost() {
  const isWanted = useSyncExternalStore(toastDemand.subscribe, toastDemand.read, () => false);
  return isWanted ? <ToastRegion /> : null;
}
