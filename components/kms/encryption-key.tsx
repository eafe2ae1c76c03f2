import { useTranslations } from 'next-intl';
import type { KeyStanding } from '@/lib/kms/model';
import { Badge } from '../ui/badge';
import { IdText } from '../ui/id-text';
import { Link } from '../ui/link';

type EncryptionKeyProps = {
  standing: KeyStanding;
  regionId: string;
  /** The name alone, for tables; without it the state stands beside it. */
  isShort?: boolean;
};

/** A secret's key, as a link while it is there, and its state unless it is Enabled. */
export function EncryptionKey({ standing, regionId, isShort = false }: EncryptionKeyProps) {
  const t = useTranslations('secretPage');
  const { keyId, alias, state } = standing;
  const name =
    state === 'Missing' ? (
      <IdText id={keyId} canCopy truncate />
    ) : (
      <Link href={`/${regionId}/keys/${keyId}`} title={keyId} className={alias === null ? 'mono' : undefined}>
        {alias ?? keyId}
      </Link>
    );
  if (isShort || state === 'Enabled') return name;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {name}
      <Badge tone={state === 'Missing' ? 'danger' : 'warning'}>{t(`keyState.${state}`)}</Badge>
    </span>
  );
}
