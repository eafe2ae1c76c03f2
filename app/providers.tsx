'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { RefreshStale } from '@/components/refresh-stale';
import { ToastHost } from '@/components/ui/toast-host';

/** What client components count on: queries, the locale for react-aria, toasts, and that nothing shown grows old. */
export function Providers({ locale, children }: { locale: string; children: ReactNode }) {
  const [queries] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <I18nProvider locale={locale}>
        {children}
        <ToastHost />
        <RefreshStale />
      </I18nProvider>
    </QueryClientProvider>
  );
}

/** What the server has just prefetched isn't fetched again at once. */
function makeQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: 1 } } });
}
