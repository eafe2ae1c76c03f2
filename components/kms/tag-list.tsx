import { useTranslations } from 'next-intl';
import type { Tags } from '@/lib/kms/model';

/** Tags to read, by key; a word if there are none. */
export function TagList({ tags }: { tags: Tags }) {
  const t = useTranslations('tags');
  const entries = Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return <span className="text-ink-3">{t('none')}</span>;
  return (
    <ul className="flex flex-wrap gap-1">
      {entries.map(([key, value]) => (
        <li
          key={key}
          className="wrap-anywhere max-w-full rounded-control border border-line bg-sunken px-1.5 text-caption text-ink leading-[18px]"
        >
          <span className="text-ink-2">{key}</span>
          {value !== '' && <> : {value}</>}
        </li>
      ))}
    </ul>
  );
}
