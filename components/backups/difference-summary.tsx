import { useTranslations } from 'next-intl';
import type { ItemDifference } from '@/lib/snapshots/history-model';

/** In what two states of an item differ, in a few words: "alias, tags, 2 new versions". */
export function DifferenceSummary({ differences }: { differences: readonly ItemDifference[] }) {
  const t = useTranslations('differences');
  const ui = useTranslations('ui');
  const hasVersions = differences.some(({ field }) => field === 'versions');
  const words = differences.flatMap((difference) => {
    if (difference.field === 'versions') {
      const { added, removed, otherValue } = difference;
      if (added.length > 0) return [t('newVersions', { count: added.length })];
      if (removed.length > 0) return [t('fewerVersions', { count: removed.length })];
      return [t(otherValue.length > 0 ? 'value' : 'stages')];
    }
    if (difference.field === 'rotatedAt' && hasVersions) return []; // the versions say it
    return [t(`field.${difference.field}`)];
  });
  return words.join(ui('comma'));
}
