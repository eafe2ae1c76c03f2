import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Region } from '@/lib/kernel/regions';
import type { ItemInBackup } from '@/lib/snapshots/history-model';
import { TagList } from '../kms/tag-list';
import { Card } from '../ui/card';
import { DescriptionList } from '../ui/description-list';
import { IdText } from '../ui/id-text';
import { formatDay } from '../ui/time-format';
import { TimeText } from '../ui/time-text';
import { useItemState } from './item-state';

type ItemDetailsProps = { shown: ItemInBackup; region: Region; now: Date; timeZone: string };

/** What the backup holds of an item, beside its versions, and until when it can be restored. */
export function ItemDetails({ shown, now, timeZone }: ItemDetailsProps) {
  const t = useTranslations('backupItem');
  const fields = useTranslations('differences');
  const state = useItemState();
  const locale = useLocale();
  const { item, facts } = shown;
  const when = { now, timeZone };
  const isKey = item.itemType === 'KEY';
  const none = <span className="text-ink-3">{fields('none')}</span>;
  const known: { label: string; value: ReactNode }[] = facts
    ? [
        { label: t('state'), value: state(facts.state) },
        ...(isKey
          ? [
              { label: t('spec'), value: facts.spec },
              { label: t('usage'), value: facts.usage },
            ]
          : [{ label: t('encryptionKey'), value: facts.keyId && <IdText id={facts.keyId} canCopy /> }]),
        { label: t('created'), value: <TimeText at={facts.createdAt} {...when} /> },
        { label: t('rotated'), value: facts.rotatedAt ? <TimeText at={facts.rotatedAt} {...when} /> : none },
        {
          label: t('rotation'),
          value: facts.rotationDays === null ? none : fields('everyDays', { days: facts.rotationDays }),
        },
        { label: t('tags'), value: <TagList tags={facts.tags} /> },
        { label: t('description'), value: facts.description || none },
      ]
    : [];
  return (
    <Card className="mb-4">
      <DescriptionList
        columns={2}
        items={[
          isKey
            ? { label: t('keyId'), value: <IdText id={item.itemId} canCopy truncate /> }
            : { label: t('name'), value: <span className="break-all">{item.itemId}</span> },
          { label: t('backedUp'), value: <TimeText at={shown.backedUpAt} {...when} hasDistance /> },
          {
            label: t('restorable'),
            value:
              shown.restorableUntil === null
                ? t('stays')
                : t('until', { day: formatDay(shown.restorableUntil, locale) }),
          },
          ...known,
        ]}
      />
    </Card>
  );
}
