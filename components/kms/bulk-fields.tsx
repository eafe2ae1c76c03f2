'use client';

import { useTranslations } from 'next-intl';
import { mostTagKey, mostTagValue } from '@/lib/kms/tag-limits';
import { Notice } from '../ui/notice';
import { NumberField } from '../ui/number-field';
import { TextField } from '../ui/text-field';
import type { BulkList, BulkOperation } from './bulk-operations';
import type { Selected } from './selection';

const usualDays = 30;
const mostShown = 20;

type BulkFieldsProps = {
  list: BulkList;
  operation: BulkOperation;
  items: readonly Selected[];
};

/** What an operation on many items takes, and what it does to which of them. */
export function BulkFields({ list, operation, items }: BulkFieldsProps) {
  const t = useTranslations('bulk');
  const field = { isRequired: true, autoComplete: 'off' } as const;
  return (
    <>
      {(operation === 'addTag' || operation === 'removeTag') && (
        <TextField {...field} label={t('tagName')} name="update.name" maxLength={mostTagKey} autoFocus />
      )}
      {operation === 'addTag' && (
        <TextField label={t('tagValue')} name="update.value" maxLength={mostTagValue} autoComplete="off" />
      )}
      {operation === 'scheduleDeletion' && (
        <NumberField
          label={t(`days.${list}`)}
          name="days"
          defaultValue={usualDays}
          isRequired
          autoFocus
          description={t(`daysHelp.${list}`)}
        />
      )}
      {operation === 'scheduleDeletion' ? (
        <Notice tone="warning">{t(`help.scheduleDeletion.${list}`)}</Notice>
      ) : (
        <p className="text-ink-2">{t(`help.${operation}`)}</p>
      )}
      <div>
        <h3 className="mb-1.5 font-medium text-caption text-ink-2">
          {t(`items.${list}`, { count: items.length })}
        </h3>
        <ul className="rounded-card border border-line">
          {items.slice(0, mostShown).map(({ id, label }) => (
            <li key={id} className="wrap-anywhere border-line px-3 py-1.5 not-first:border-t">
              {label}
            </li>
          ))}
          {items.length > mostShown && (
            <li className="border-line border-t px-3 py-1.5 text-ink-2">
              {t('andMore', { count: items.length - mostShown })}
            </li>
          )}
        </ul>
      </div>
    </>
  );
}

/** What the panel's form says, as its action takes it. */
export function inputOf(operation: BulkOperation, data: FormData): object {
  const text = (name: string) => String(data.get(name) ?? '');
  switch (operation) {
    case 'enable':
    case 'disable':
      return { update: { kind: operation } };
    case 'addTag':
      return { update: { kind: operation, name: text('update.name'), value: text('update.value') } };
    case 'removeTag':
      return { update: { kind: operation, name: text('update.name') } };
    case 'scheduleDeletion':
      return { days: text('days') };
  }
}
