import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { found, param, read, regionOf, type SearchParams } from '@/app/read';
import { pageActor } from '@/app/session';
import { SecretActions } from '@/components/kms/secret-actions';
import { SecretFacts, SecretVersions } from '@/components/kms/secret-details';
import { SecretStatus } from '@/components/kms/secret-status';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { secretName } from '@/lib/kms/schema';
import { viewSecret } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { revealSecretAction } from '../actions';
import { secretActions } from '../secret-actions';

type SecretPageProps = { params: Promise<{ region: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ searchParams }: SecretPageProps): Promise<Metadata> {
  const name = secretName.safeParse(param(await searchParams, 'name'));
  return { title: name.success ? name.data : (await getTranslations('secrets'))('missing') };
}

export default async function SecretPage({ params, searchParams }: SecretPageProps) {
  const actor = await pageActor();
  const region = regionOf((await params).region);
  const name = secretName.safeParse(param(await searchParams, 'name'));
  if (!name.success) notFound();
  const { ports, clock } = server();
  const [viewed, now] = await read(() =>
    Promise.all([viewSecret(ports, actor, { regionId: region.id, name: name.data }), clock.now()]),
  );
  const details = found(viewed);
  const { secret } = details;
  const t = await getTranslations('secrets');
  const shell = await getTranslations('shell');
  return (
    <>
      <PageHeader
        crumbs={[
          { label: shell('service') },
          { label: t('title'), href: `/${region.id}/secrets` },
          { label: secret.name },
        ]}
        title={secret.name}
        mark={<SecretStatus deletionAt={secret.deletionAt} now={now} timeZone={region.timeZone} />}
        actions={
          <SecretActions
            region={region.id}
            name={secret.name}
            isLeaving={secret.deletionAt !== null}
            actions={secretActions}
            place="page"
          />
        }
      />
      {secret.deletionAt && (
        <Notice tone="warning" title={t('leavingTitle')} className="mb-4">
          {t('leavingHelp')}
        </Notice>
      )}
      {details.keyMissing && (
        <Notice
          tone="danger"
          title={t('keyMissingTitle')}
          className="mb-4"
          actions={<Link href={`/${region.id}/backups`}>{t('toBackups')}</Link>}
        >
          {t('keyMissingHelp', { keyId: secret.keyId })}
        </Notice>
      )}
      <SecretFacts details={details} region={region} now={now} />
      <SecretVersions details={details} region={region} now={now} revealAction={revealSecretAction} />
    </>
  );
}
