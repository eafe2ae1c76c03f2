import { useTranslations } from 'next-intl';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';
import { TimeText } from '../ui/time-text';
import type { Cover, Covers } from './losses';

type CoverListProps = { losses: Covers; region: string };

/** What each backup instance holds of a key or secret. */
export function CoverList({ losses, region }: CoverListProps) {
  if (losses.covers.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {losses.covers.map((cover) => (
        <CoverLine key={cover.backupId} cover={cover} losses={losses} region={region} />
      ))}
    </ul>
  );
}

const mostIds = 3;

function CoverLine({ cover, losses, region }: CoverListProps & { cover: Cover }) {
  const t = useTranslations('losses');
  const { asOf, covered, missing } = cover;
  const others = missing.length - mostIds;
  return (
    <li>
      <Link href={`/${region}/backups/${cover.backupId}`} className="underline">
        {cover.name}
      </Link>
      {': '}
      {t(`holds.${cover.state}`, { covered, versions: losses.versions })}
      {asOf !== null && (
        <>
          {', '}
          {t.rich('asOf', {
            time: () => <TimeText at={asOf} now={losses.now} timeZone={losses.timeZone} />,
          })}
        </>
      )}
      {cover.state === 'held' && missing.length > 0 && (
        <span className="block">
          {t('missing')}{' '}
          {missing.slice(0, mostIds).map((versionId) => (
            <IdText key={versionId} id={versionId} className="mr-2" />
          ))}
          {others > 0 && t('more', { count: others })}
        </span>
      )}
    </li>
  );
}
