'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button';
import type { PublicKeyProps } from './public-key-props';

const PublicKeyPanel = dynamic(() => import('./public-key-panel').then((module) => module.PublicKeyPanel), {
  ssr: false,
});

export function PublicKeyButton(props: PublicKeyProps) {
  const t = useTranslations('keyPage');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="text" aria-description={props.versionId} onClick={() => setOpen(true)}>
        {t('publicKey')}
      </Button>
      {isOpen && <PublicKeyPanel {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
