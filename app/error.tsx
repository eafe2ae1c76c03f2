'use client';

import { PageError } from '@/components/shell/page-error';

/** Anything outside the console's own pages failed, or the shell itself did. */
export default function AppError(props: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <PageError {...props} />
    </main>
  );
}
