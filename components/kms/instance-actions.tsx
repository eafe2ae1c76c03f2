'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { RowActions } from '../ui/row-actions';

const ReleaseMessage = dynamic(() => import('./release-message').then((module) => module.ReleaseMessage), {
  ssr: false,
});

type InstanceActionsProps = {
  instanceId: string;
  name: string;
  region: string;
  isSoftware: boolean;
  releaseAction: Action<void>;
};

export function InstanceActions({
  instanceId,
  name,
  region,
  isSoftware,
  releaseAction,
}: InstanceActionsProps) {
  const t = useTranslations('instances');
  const [releasing, setReleasing] = useState(false);
  const lists = [
    { id: 'keys', label: t('keys'), href: `/${region}/keys?instance=${instanceId}` },
    { id: 'secrets', label: t('secrets'), href: `/${region}/secrets?instance=${instanceId}` },
  ];
  const release = { id: 'release', label: t('release'), onAction: () => setReleasing(true) };
  return (
    <>
      <RowActions subject={name} actions={isSoftware ? [...lists, release] : [release]} />
      {releasing && (
        <ReleaseMessage
          instanceId={instanceId}
          name={name}
          releaseAction={releaseAction}
          onClose={() => setReleasing(false)}
        />
      )}
    </>
  );
}
