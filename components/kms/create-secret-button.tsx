'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';

const CreateSecretPanel = dynamic(
  () => import('./create-secret-panel').then((module) => module.CreateSecretPanel),
  { ssr: false },
);

type CreateSecretButtonProps = {
  region: string;
  /** The instance that the list is filtered by: chosen at first. */
  instanceId: string | null;
  action: Action<{ readonly name: string }>;
};

export function CreateSecretButton({ region, instanceId, action }: CreateSecretButtonProps) {
  const t = useTranslations('secrets');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('create')}
      </Button>
      {isOpen && (
        <CreateSecretPanel
          region={region}
          instanceId={instanceId}
          action={action}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
