'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from './button';
import { cx } from './cx';
import { Icon } from './icon';

type Outcome = 'idle' | 'copied' | 'failed';

export type CopyButtonProps = {
  text: string;
  /** What is copied, as in "Copy key ID". */
  label: string;
  /** `icon` for beside ids, `text` for boxes. */
  look?: 'icon' | 'text';
  className?: string | undefined;
};

/** Copies, shows a tick for two seconds and says aloud that it did, or that the browser refused. */
export function CopyButton({ text, label, look = 'icon', className }: CopyButtonProps) {
  const t = useTranslations('ui');
  const [outcome, setOutcome] = useState<Outcome>('idle');
  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await write(text)) ? 'copied' : 'failed');
  const said = outcome === 'idle' ? '' : t(outcome);
  return (
    <>
      <Button
        variant="text"
        title={said || label}
        aria-label={label}
        onClick={copy}
        className={cx(look === 'icon' && 'size-6 shrink-0 text-ink-3 hover:text-accent', className)}
      >
        {look === 'icon' ? (
          <Icon
            name={outcome === 'copied' ? 'check' : outcome === 'failed' ? 'warning' : 'copy'}
            className="size-3.5"
          />
        ) : (
          said || t('copy')
        )}
      </Button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission, or a page that isn't served securely
  }
}
