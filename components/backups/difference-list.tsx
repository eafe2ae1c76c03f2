import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ItemDifference, PlainFact, PlainField, VersionFacts } from '@/lib/snapshots/history-model';
import { formatTime } from '../ui/time-format';
import { useItemState } from './item-state';

type DifferenceListProps = {
  differences: readonly ItemDifference[];
  /** What the two states are called: "In this backup", "Live now". */
  firstName: string;
  secondName: string;
  now: Date;
  timeZone: string;
};

type Line = { key: string; what: ReactNode; first: ReactNode; second: ReactNode };

/** In what two states of an item differ, a line each; a value is only said to be another one. */
export function DifferenceList({ differences, firstName, secondName, now, timeZone }: DifferenceListProps) {
  const t = useTranslations('differences');
  const fact = useFact({ now, timeZone });
  const ids = (versions: readonly VersionFacts[]) =>
    versions.length === 0 ? t('none') : <Ids ids={versions.map(({ versionId }) => versionId)} />;
  const lines = differences.flatMap((difference): Line[] => {
    switch (difference.field) {
      case 'tags':
        return difference.changes.map(({ name, from, to }) => ({
          key: `tag ${name}`,
          what: t('tag', { name }),
          first: from ?? t('none'),
          second: to ?? t('none'),
        }));
      case 'versions': {
        const { added, removed, changed, otherValue } = difference;
        const others = changed.filter(({ versionId }) => !otherValue.includes(versionId));
        const stages = others.filter(({ keyVersionId }) => keyVersionId !== null); // a secret's
        const primary = others.filter(({ isPrimary }) => isPrimary);
        return [
          ...(added.length + removed.length > 0
            ? [{ key: 'versions', what: t('versionsOnly'), first: ids(removed), second: ids(added) }]
            : []),
          ...otherValue.map((id) => ({
            key: `value ${id}`,
            what: t('valueOf', { version: id }),
            first: t('one'),
            second: t('another'),
          })),
          ...(stages.length > 0
            ? [{ key: 'stages', what: t('field.stages'), first: t('others'), second: ids(stages) }]
            : []),
          ...(primary.length > 0
            ? [{ key: 'primary', what: t('primary'), first: t('anotherVersion'), second: ids(primary) }]
            : []),
        ];
      }
      default:
        return [
          {
            key: difference.field,
            what: t(`field.${difference.field}`),
            first: fact(difference.field, difference.from),
            second: fact(difference.field, difference.to),
          },
        ];
    }
  });
  return (
    <div className="@container">
      <table className="w-full text-left">
        <thead className="@max-md:sr-only text-caption text-ink-2">
          <tr>
            <th scope="col" className="w-40 py-1.5 pr-3 font-medium">
              {t('what')}
            </th>
            <th scope="col" className="py-1.5 pr-3 font-medium">
              {firstName}
            </th>
            <th scope="col" className="py-1.5 font-medium">
              {secondName}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr
              key={line.key}
              className="border-line border-t @max-md:grid @max-md:grid-cols-[5.5rem_minmax(0,1fr)] @max-md:gap-x-3 @max-md:py-2"
            >
              <th
                scope="row"
                className="wrap-anywhere py-1.5 pr-3 align-top font-normal text-ink-2 first-letter:uppercase @max-md:col-span-2 @max-md:py-0 @max-md:font-medium @max-md:text-ink"
              >
                {line.what}
              </th>
              <Cell name={firstName}>{line.first}</Cell>
              <Cell name={secondName}>{line.second}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <td className="wrap-anywhere py-1.5 pr-3 align-top @max-md:contents">
      <span aria-hidden="true" className="@md:hidden text-caption text-ink-2 leading-5">
        {name}
      </span>
      <span>{children}</span>
    </td>
  );
}

function Ids({ ids }: { ids: readonly string[] }) {
  return (
    <span className="flex flex-col">
      {ids.map((id) => (
        <span key={id} className="mono break-all">
          {id}
        </span>
      ))}
    </span>
  );
}

/** What a plain field holds, as a person reads it. */
function useFact({ now, timeZone }: { now: Date; timeZone: string }) {
  const t = useTranslations('differences');
  const state = useItemState();
  const locale = useLocale();
  return (field: PlainField, held: PlainFact): string => {
    if (held === null || held === '') return t('none');
    if (held instanceof Date) return formatTime(held, { now, timeZone, locale }, 'moment');
    if (typeof held === 'number') return t('everyDays', { days: held });
    if (typeof held === 'object') return t('generator', { length: held.length });
    return field === 'state' ? state(held) : held;
  };
}
