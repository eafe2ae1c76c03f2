'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { Tags } from '@/lib/kms/model';

/** What the Edit panel of a key changes. */
export type EditedFields = {
  readonly alias: string | null;
  readonly description: string;
  readonly tags: Tags;
};

/**
 * What an edit is made on: the fields as they were when the panel was opened; once it was refused because somebody
 * was faster, as they are now, which the page then reads anew and the panel shows.
 */
export function useEditedFields(
  opened: EditedFields,
  current: EditedFields,
  isOvertaken: boolean,
): EditedFields {
  const router = useRouter();
  useEffect(() => {
    if (isOvertaken) router.refresh();
  }, [isOvertaken, router]);
  return isOvertaken ? current : opened;
}

/** What somebody else changed, field by field: before and after. */
export function EditedMeanwhile({ before, after }: { before: EditedFields; after: EditedFields }) {
  const t = useTranslations('keyPage');
  const keys = useTranslations('keys');
  const tags = useTranslations('tags');
  const none = t('nothing');
  const changes = [
    { label: keys('fields.alias'), from: before.alias ?? none, to: after.alias ?? none },
    {
      label: keys('fields.description'),
      from: before.description || none,
      to: after.description || none,
    },
    { label: tags('label'), from: tagText(before.tags) || none, to: tagText(after.tags) || none },
  ].filter(({ from, to }) => from !== to);
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {changes.map(({ label, from, to }) => (
        <li key={label} className="wrap-anywhere">
          {label}: <del className="text-ink-2">{from}</del> → <ins className="no-underline">{to}</ins>
        </li>
      ))}
    </ul>
  );
}

const tagText = (tags: Tags): string =>
  Object.entries(tags)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => (value === '' ? key : `${key}: ${value}`))
    .join(', ');
