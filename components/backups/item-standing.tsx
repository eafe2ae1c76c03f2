import { useTranslations } from 'next-intl';
import type { ItemInBackup } from '@/lib/snapshots/history-model';
import { itemPath } from '../restores/restore-subject';
import { Badge } from '../ui/badge';
import { Card } from '../ui/card';
import { Link } from '../ui/link';
import { DifferenceList } from './difference-list';

type ItemStandingProps = { shown: ItemInBackup; region: string; now: Date; timeZone: string };

const tones = { same: 'neutral', changed: 'warning', deleted: 'danger', 'live-damaged': 'danger' } as const;

/** How a state differs from the live one, and from the one before it. */
export function ItemStanding({ shown, region, now, timeZone }: ItemStandingProps) {
  const t = useTranslations('backupItem');
  const { live, before, facts, item } = shown;
  const view = { now, timeZone };
  return (
    <>
      <Card
        title={
          <span className="flex items-center gap-2.5">
            {t('againstLive')}
            <Badge tone={tones[live.standing]}>{t(`live.${live.standing}`)}</Badge>
          </span>
        }
        actions={live.standing !== 'deleted' && <Link href={itemPath(item, region)}>{t('toLive')}</Link>}
      >
        {live.standing === 'changed' && facts ? (
          <DifferenceList
            differences={live.differences}
            firstName={t('inBackup')}
            secondName={t('liveNow')}
            {...view}
          />
        ) : (
          <p className="text-ink-2">{t(`liveHelp.${facts ? live.standing : 'unknown'}`)}</p>
        )}
      </Card>
      <Card title={t('againstBefore')}>
        {before?.differences && before.differences.length > 0 ? (
          <DifferenceList
            differences={before.differences}
            firstName={t('stateBefore')}
            secondName={t('inBackup')}
            {...view}
          />
        ) : (
          <p className="text-ink-2">
            {t(!before ? 'noBefore' : before.differences ? 'sameAsBefore' : 'beforeDamaged')}
          </p>
        )}
      </Card>
    </>
  );
}
