'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';

const CreateKeyPanel = dynamic(() => import('./create-key-panel').then((module) => module.CreateKeyPanel), {
  ssr: false,
});

type CreateKeyButtonProps = {
  region: string;
  /** The instance that the list is filtered by: chosen at first. */
  instanceId: string | null;
  action: Action<{ readonly keyId: string }>;
};

export function CreateKeyButton({ region, instanceId, action }: CreateKeyButtonProps) {
  const t = useTranslations('keys');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('create')}
      </Button>
      {isOpen && (
        <CreateKeyPanel
          region={region}
          instanceId={instanceId}
          action={action}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
