'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { RowActions } from '../ui/row-actions';
import type { ActedInstance } from './acted-instance';
import { HeaderActions } from './header-actions';

const ReleaseMessage = dynamic(() => import('./release-message').then((module) => module.ReleaseMessage), {
  ssr: false,
});
const RaiseQuotaPanel = dynamic(
  () => import('./raise-quota-panel').then((module) => module.RaiseQuotaPanel),
  { ssr: false },
);
const RenameInstancePanel = dynamic(
  () => import('./rename-instance-panel').then((module) => module.RenameInstancePanel),
  { ssr: false },
);

type InstanceActionsProps = {
  instanceId: string;
  name: string;
  region: string;
  isSoftware: boolean;
  releaseAction: Action<void>;
};

/** What may be done to an instance, in a list's row. */
export function InstanceActions({
  instanceId,
  name,
  region,
  isSoftware,
  releaseAction,
}: InstanceActionsProps) {
  const t = useTranslations('instances');
  const [releasing, setReleasing] = useState(false);
  const details = { id: 'details', label: t('details'), href: `/${region}/instances/${instanceId}` };
  const lists = [
    { id: 'keys', label: t('keys'), href: `/${region}/keys?instance=${instanceId}` },
    { id: 'secrets', label: t('secrets'), href: `/${region}/secrets?instance=${instanceId}` },
  ];
  const release = { id: 'release', label: t('release'), onAction: () => setReleasing(true) };
  return (
    <>
      <RowActions
        subject={name}
        visible={4}
        actions={isSoftware ? [details, ...lists, release] : [details, release]}
      />
      {releasing && (
        <ReleaseMessage
          region={region}
          instanceId={instanceId}
          name={name}
          releaseAction={releaseAction}
          onClose={() => setReleasing(false)}
        />
      )}
    </>
  );
}

type InstancePageActionsProps = {
  instance: ActedInstance;
  region: string;
  actions: {
    readonly raiseQuotas: Action<void>;
    readonly rename: Action<void>;
    readonly release: Action<void>;
  };
};

/** The same in the header of its own page, which it leaves when the instance is released. */
export function InstancePageActions({ instance, region, actions }: InstancePageActionsProps) {
  const t = useTranslations('instances');
  const page = useTranslations('instancePage');
  const router = useRouter();
  const [open, setOpen] = useState<'quota' | 'rename' | 'release' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <HeaderActions
        pending={false}
        actions={[
          { id: 'quota', label: page('raiseQuota'), onAction: () => setOpen('quota') },
          { id: 'rename', label: page('rename'), onAction: () => setOpen('rename') },
          { id: 'release', label: t('release'), onAction: () => setOpen('release'), tone: 'danger' },
        ]}
      />
      {open === 'quota' && (
        <RaiseQuotaPanel instance={instance} action={actions.raiseQuotas} onClose={close} />
      )}
      {open === 'rename' && (
        <RenameInstancePanel instance={instance} action={actions.rename} onClose={close} />
      )}
      {open === 'release' && (
        <ReleaseMessage
          region={region}
          instanceId={instance.id}
          name={instance.name}
          releaseAction={actions.release}
          onClose={close}
          onReleased={() => router.push(`/${region}/instances`)}
        />
      )}
    </>
  );
}
