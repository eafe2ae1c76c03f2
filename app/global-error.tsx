'use client';

import './globals.css';
import { buttonClass } from '@/components/ui/button-class';
import { State } from '@/components/ui/state';
import fatal from '@/messages/en.fatal.json';

/** The root itself failed: no provider can be counted on, so the words come from a file of their own. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{fatal.title}</title>
        <main className="mx-auto max-w-2xl px-4 py-16">
          <State
            icon="warning"
            tone="danger"
            role="alert"
            heading="h1"
            title={fatal.title}
            actions={
              <button type="button" onClick={retry} className={buttonClass('secondary')}>
                {fatal.retry}
              </button>
            }
          >
            {fatal.help}
          </State>
        </main>
      </body>
    </html>
  );
}
