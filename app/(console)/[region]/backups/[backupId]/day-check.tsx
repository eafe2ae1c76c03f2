import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { read, regionOf } from '@/app/read';
import { refusalText } from '@/app/refusal-text';
import { verificationPath } from '@/components/backups/backup-paths';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Spinner } from '@/components/ui/spinner';
import { formatTime } from '@/components/ui/time-format';
import type { Actor } from '@/lib/access/model';
import { server } from '@/lib/server';
import { checkShownDay, freshChecks } from '@/lib/snapshots/check-shown-day';
import type { AskedDay } from '@/lib/snapshots/view-data';

const fresh = freshChecks(500);

type DayCheckProps = {
  actor: Actor;
  region: string;
  asked: AskedDay;
  /** How many of the records that the page shows don't open, whoever found out. */
  unreadable: number;
};

/** Holds the shown day against its chain beside the page: what it finds follows as soon as it is known. */
export async function DayCheck(props: DayCheckProps) {
  const t = await getTranslations('dayLine');
  return (
    <Suspense
      // Another point is another check: the old word must not stand beside it.
      key={[props.asked.backupId, props.asked.day, props.asked.at?.toISOString()].join(' ')}
      fallback={
        <span role="status" className="inline-flex items-center gap-2">
          <Spinner className="size-3.5" />
          {t('checking')}
        </span>
      }
    >
      <Checked {...props} />
    </Suspense>
  );
}

async function Checked({ actor, region, asked, unreadable }: DayCheckProps) {
  const checked = await read(() => checkShownDay(server().ports, actor, asked, fresh));
  if (!checked.ok) return null; // the page itself says why
  const { brokenAt, brokenSlotAt, damaged } = checked.value;
  if (brokenAt !== null) {
    const t = await getTranslations('backups');
    const dayLine = await getTranslations('dayLine');
    const verify = await getTranslations('verify');
    // With its day: the point may be of the day before.
    const view = { now: new Date(0), timeZone: regionOf(region).timeZone, locale: await getLocale() };
    return (
      <Notice
        tone="danger"
        title={t('broken')}
        actions={
          <ButtonLink href={verificationPath({ region, backupId: asked.backupId })}>
            {verify('seeDamage')}
          </ButtonLink>
        }
      >
        {brokenSlotAt
          ? dayLine('brokenAt', { when: formatTime(brokenSlotAt, view, 'moment') })
          : await refusalText({ code: 'CHAIN_BROKEN', ordinal: brokenAt })}
      </Notice>
    );
  }
  const t = await getTranslations('dayLine');
  if (damaged > 0 || unreadable > 0) {
    const isVerified = damaged >= unreadable;
    const verify = await getTranslations('verify');
    return (
      <Notice
        tone="danger"
        title={t(isVerified ? 'damaged' : 'unreadable', { count: isVerified ? damaged : unreadable })}
        actions={
          <ButtonLink href={verificationPath({ region, backupId: asked.backupId })}>
            {verify('seeDamage')}
          </ButtonLink>
        }
      >
        {t(isVerified ? 'damagedHelp' : 'unreadableHelp')}
      </Notice>
    );
  }
  return (
    <span title={t('checkedHelp')} className="inline-flex items-center gap-2">
      <Badge tone="good">{t('whole')}</Badge>
      {t('checked')}
    </span>
  );
}
