'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Notice } from '../ui/notice';

/**
 * What an edit is made on: the fields as they were when the panel was opened; once it was refused because somebody
 * was faster, as they are now, which the page then reads anew.
 */
export function useEdited<Fields>(opened: Fields, current: Fields, isOvertaken: boolean): Fields {
  const router = useRouter();
  useEffect(() => {
    if (isOvertaken) router.refresh();
  }, [isOvertaken, router]);
  return isOvertaken ? current : opened;
}

/** One field, as a person reads it. */
export type Change = { readonly label: string; readonly from: string; readonly to: string };

type OvertakenNoticeProps = { page: 'keyPage' | 'secretPage'; changes: readonly Change[] };

/** Says that somebody else was faster, and what they changed, of the fields given. */
export function OvertakenNotice({ page, changes }: OvertakenNoticeProps) {
  const t = useTranslations(page);
  return (
    <Notice tone="warning" role="alert" title={t('overtaken')}>
      {t('overtakenHelp')}
      <ul className="mt-1 flex flex-col gap-1">
        {changes
          .filter(({ from, to }) => from !== to)
          .map(({ label, from, to }) => (
            <li key={label} className="wrap-anywhere">
              {label}: <del className="text-ink-2">{from}</del> → <ins className="no-underline">{to}</ins>
            </li>
          ))}
      </ul>
    </Notice>
  );
}
