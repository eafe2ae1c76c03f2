import { useTranslations } from 'next-intl';
import type { Restored } from '@/lib/restores/model';
import { Link } from '../ui/link';
import { Notice } from '../ui/notice';
import { itemPath } from './restore-subject';

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
      <Link href={itemPath({ itemType, itemId: result.itemId }, region)}>
        {t(itemType === 'KEY' ? 'showKey' : 'showSecret')}
      </Link>
    </>
  );
}
