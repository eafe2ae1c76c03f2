import { useTranslations } from 'next-intl';
import type { Restored } from '@/lib/restores/model';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';

/** What came back and the proof of it. */
export function RestoreResult({
  result,
  itemType,
  region,
}: {
  result: Restored;
  itemType: 'KEY' | 'SECRET';
  region: string;
}) {
  const t = useTranslations('restores');
  const href =
    itemType === 'KEY'
      ? `/${region}/keys/${result.itemId}`
      : `/${region}/secrets/item?name=${encodeURIComponent(result.itemId)}`;
  return (
    <>
      <Notice
        tone="good"
        role="status"
        title={t('done', { item: result.itemId, instance: result.instanceName })}
      >
        {t(itemType === 'KEY' ? 'keyProof' : 'secretProof', {
          versions: result.versionCount,
          proven: result.provenCount,
        })}
      </Notice>
      <Link href={href}>{t(itemType === 'KEY' ? 'showKey' : 'showSecret')}</Link>
    </>
  );
}
