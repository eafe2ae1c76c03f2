import { useTranslations } from 'next-intl';
import type { Region } from '@/lib/kernel/regions';
import type { SecretDetails } from '@/lib/kms/model';
import { Card } from '../ui/card';
import { DescriptionList } from '../ui/description-list';
import { Link } from '../ui/link';
import { TimeText } from '../ui/time-text';
import { EncryptionKey } from './encryption-key';
import { SecretStatus } from './secret-status';
import { TagList } from './tag-list';

type SecretPartProps = { details: SecretDetails; region: Region; now: Date };

export function SecretFacts({ details, region, now }: SecretPartProps) {
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const tags = useTranslations('tags');
  const { secret, instanceName, encryptionKey } = details;
  const when = { now, timeZone: region.timeZone };
  const items = [
    { label: t('fields.name'), value: secret.name },
    {
      label: t('fields.instance'),
      value: <Link href={`/${region.id}/instances/${secret.instanceId}`}>{instanceName}</Link>,
    },
    {
      label: t('fields.encryptionKey'),
      value: <EncryptionKey standing={encryptionKey} regionId={region.id} />,
    },
    { label: t('fields.state'), value: <SecretStatus deletionAt={secret.deletionAt} {...when} /> },
    { label: page('rotation'), value: <Rotation details={details} region={region} now={now} /> },
    { label: t('fields.created'), value: <TimeText at={secret.createdAt} {...when} /> },
    {
      label: t('fields.rotated'),
      value: secret.rotatedAt ? (
        <TimeText at={secret.rotatedAt} {...when} />
      ) : (
        <span className="text-ink-3">{t('neverRotated')}</span>
      ),
    },
    { label: tags('label'), value: <TagList tags={secret.tags} /> },
    {
      label: t('fields.description'),
      value: secret.description || <span className="text-ink-3">{t('noDescription')}</span>,
    },
  ];
  return (
    <Card className="mb-4">
      <DescriptionList items={items} columns={2} />
    </Card>
  );
}

/** The period, when it comes next, and what values it makes. */
function Rotation({ details, region, now }: SecretPartProps) {
  const t = useTranslations('secretPage');
  const { rotationDays, nextRotationAt, generator, deletionAt } = details.secret;
  if (rotationDays === null || nextRotationAt === null) {
    return <span className="text-ink-3">{t('off')}</span>;
  }
  return (
    <>
      {t('everyDays', { days: rotationDays })}
      {', '}
      {deletionAt === null
        ? t.rich('next', {
            time: () => <TimeText at={nextRotationAt} now={now} timeZone={region.timeZone} />,
          })
        : t('waits')}
      {generator && (
        <span className="block text-caption text-ink-2">
          {t('generatedAs', {
            length: generator.length,
            kinds: generator.kinds.map((kind) => t(`kind.${kind}`)).join(', '),
          })}
        </span>
      )}
    </>
  );
}
