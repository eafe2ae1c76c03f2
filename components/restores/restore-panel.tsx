'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { Restored } from '@/lib/restores/model';
import type { Action } from '../action-result';
import { instanceChoices } from '../kms-choices';
import { useRegions } from '../regions';
import { Button } from '../ui/button';
import { DescriptionList } from '../ui/description-list';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Select } from '../ui/select';
import { useAction } from '../use-action';
import { AliasDecision, aliasChoiceOf } from './alias-decision';
import { MissingKeys } from './missing-keys';
import { RestoreResult } from './restore-result';
import { itemPath, type RestoreSubject } from './restore-subject';

type RestorePanelProps = {
  backupId: string;
  day: string;
  at?: string | null;
  region: string;
  /** Chosen from the start where it is among the instances: what was lost there mostly goes back there. */
  sourceInstanceId: string | null;
  item: RestoreSubject;
  restoreAction: Action<Restored>;
  onClose: () => void;
};

/** Restore Data (topic, "Restore data"; R14 to R17): region and instance, then OK; a refusal offers its way out. */
export function RestorePanel(props: RestorePanelProps) {
  const { backupId, day, at = null, region, sourceInstanceId, item, restoreAction, onClose } = props;
  const t = useTranslations('restores');
  const regions = useRegions();
  const [target, setTarget] = useState(region);
  const [chosen, setInstanceId] = useState<string | null>(null);
  const instances = useQuery(instanceChoices(target));
  const source = instances.data?.find(({ id }) => id === sourceInstanceId);
  // The only one there is needs no choosing either.
  const only = instances.data?.length === 1 ? instances.data[0] : undefined;
  const instanceId = chosen ?? source?.id ?? only?.id ?? null;
  const [restoredKey, setRestoredKey] = useState<string | null>(null);
  const unreadable = useMemo(
    () => (instances.error ? { form: instances.error.message } : undefined),
    [instances.error],
  );
  const restore = useAction(restoreAction);
  const { refusal, result } = restore;
  // Once asked for, the decision stays with what was typed, whatever the next answers say.
  const [aliasTaken, setAliasTaken] = useState(false);
  if (refusal?.code === 'RESTORE_ALIAS_TAKEN' && !aliasTaken) setAliasTaken(true);
  const chooseAnew = () => {
    setAliasTaken(false);
    restore.reset();
  };

  if (result) {
    return (
      <Panel
        title={t('restoreData')}
        onClose={onClose}
        footer={<Button onClick={onClose}>{t('close')}</Button>}
      >
        <RestoreResult result={result} itemType={item.itemType} region={target} />
      </Panel>
    );
  }
  return (
    <Panel
      title={t('restoreData')}
      onClose={onClose}
      onSubmit={(data) =>
        restore.run({
          backupId,
          day,
          at,
          itemType: item.itemType,
          itemId: item.itemId,
          regionId: target,
          instanceId: instanceId ?? '',
          ...(item.itemType === 'KEY' ? { aliasChoice: aliasChoiceOf(data) } : {}),
        })
      }
      errors={unreadable ?? restore.errors}
      pending={restore.pending}
      isOkDisabled={!instances.data?.length}
      footnote={restoredKey === null ? t('nothingChanged') : undefined}
    >
      <DescriptionList
        items={[
          {
            label: t(item.itemType === 'KEY' ? 'key' : 'secret'),
            value: <IdText id={item.itemId} truncate />,
          },
          ...(item.alias ? [{ label: t('alias'), value: item.alias }] : []),
          { label: t('asOf'), value: item.asOf },
          { label: t('versions'), value: item.versionCount },
        ]}
      />
      <Select
        label={t('region')}
        name="regionId"
        isRequired
        value={target}
        onChange={(id) => {
          setTarget(id);
          setInstanceId(null);
          chooseAnew();
        }}
        options={regions.map((choice) => ({
          id: choice.id,
          label: choice.name,
          description: choice.id,
        }))}
      />
      <Select
        label={t('instance')}
        name="instanceId"
        isRequired
        value={instanceId}
        isDisabled={!instances.data}
        onChange={(id) => {
          setInstanceId(id);
          chooseAnew();
        }}
        placeholder={instances.isPending ? t('loadingInstances') : t('chooseInstance')}
        options={(instances.data ?? []).map((instance) => ({
          id: instance.id,
          label: instance.name,
          description: t('instanceUse', {
            id: instance.id,
            keys: instance.keyVersions,
            keyQuota: instance.keyQuota,
            secrets: instance.secrets,
            secretQuota: instance.secretQuota,
          }),
        }))}
      />
      {instances.data?.length === 0 && (
        <Notice tone="info" title={t('noInstance')}>
          {t('noInstanceHelp')}
        </Notice>
      )}
      {restoredKey !== null && !refusal && (
        <Notice tone="good" role="status">
          {t('keyIsBack', { key: restoredKey })}
        </Notice>
      )}
      {aliasTaken && <AliasDecision taken={item.alias ?? ''} />}
      {refusal?.existsIn && (
        <Link href={itemPath(item, target)}>
          {t(item.itemType === 'KEY' ? 'showExistingKey' : 'showExistingSecret')}
        </Link>
      )}
      {refusal?.missingKeys && instanceId && (
        <MissingKeys
          keys={refusal.missingKeys}
          place={{ backupId, day, at, regionId: target, instanceId }}
          restoreAction={restoreAction}
          onRestored={(keyId) => {
            setRestoredKey(keyId);
            restore.reset();
          }}
        />
      )}
    </Panel>
  );
}
