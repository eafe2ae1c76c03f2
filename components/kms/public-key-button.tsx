'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';
import type { PublicKey } from './kms-actions';

const PublicKeyPanel = dynamic(() => import('./public-key-panel').then((module) => module.PublicKeyPanel), {
  ssr: false,
});

export type PublicKeyProps = {
  region: string;
  keyId: string;
  versionId: string;
  action: Action<PublicKey>;
};

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
