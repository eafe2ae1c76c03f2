import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { found, param, read, regionOf, type SearchParams } from '@/app/read';
import { pageActor } from '@/app/session';
import { SecretActions } from '@/components/kms/secret-actions';
import { SecretFacts } from '@/components/kms/secret-details';
import { SecretNotices } from '@/components/kms/secret-notices';
import type { SecretNow } from '@/components/kms/secret-page-actions';
import { SecretStatus } from '@/components/kms/secret-status';
import { SecretVersions } from '@/components/kms/secret-versions';
import { PageHeader } from '@/components/ui/page-header';
import type { KmsSecret } from '@/lib/kms/model';
import { secretName } from '@/lib/kms/schema';
import { viewSecret } from '@/lib/kms/view-secret';
import { server } from '@/lib/server';
import { revealSecretAction } from '../actions';
import { secretActions, secretPageActions } from '../secret-actions';

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
            isDamaged={details.damaged}
            actions={secretActions}
            place="page"
            page={{ actions: secretPageActions, now: nowOf(secret) }}
          />
        }
      />
      <SecretNotices details={details} region={region} now={now} />
      <SecretFacts details={details} region={region} now={now} />
      <SecretVersions details={details} region={region} now={now} revealAction={revealSecretAction} />
    </>
  );
}

function nowOf(secret: KmsSecret): SecretNow {
  const { instanceId, keyId, description, tags, rotationDays, generator } = secret;
  return { instanceId, keyId, description, tags, rotationDays, generator };
}
