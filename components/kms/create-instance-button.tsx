'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';

const CreateInstancePanel = dynamic(
  () => import('./create-instance-panel').then((module) => module.CreateInstancePanel),
  { ssr: false },
);

export function CreateInstanceButton({
  region,
  action,
}: {
  region: string;
  action: Action<{ readonly name: string }>;
}) {
  const t = useTranslations('instances');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('create')}
      </Button>
      {isOpen && <CreateInstancePanel region={region} action={action} onClose={() => setOpen(false)} />}
    </>
  );
}
