'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';

const RevealPanel = dynamic(() => import('./reveal-panel').then((module) => module.RevealPanel), {
  ssr: false,
});

type RevealButtonProps = {
  region: string;
  name: string;
  versionId: string;
  action: Action<{ readonly value: string }>;
};

export function RevealButton({ region, name, versionId, action }: RevealButtonProps) {
  const t = useTranslations('secrets');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="text" aria-description={versionId} onClick={() => setOpen(true)}>
        {t('reveal')}
      </Button>
      {isOpen && (
        <RevealPanel
          region={region}
          name={name}
          versionId={versionId}
          action={action}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
