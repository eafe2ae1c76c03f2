import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { found, read, regionOf } from '@/app/read';
import { pageActor } from '@/app/session';
import { KeyActions } from '@/components/kms/key-actions';
import { KeyCrypto } from '@/components/kms/key-crypto';
import { KeyFacts, KeyVersions } from '@/components/kms/key-details';
import { KeyStatus } from '@/components/kms/key-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { TimeText } from '@/components/ui/time-text';
import { allowedOperations } from '@/lib/kms/key-operations';
import { keyId as keyIdRule } from '@/lib/kms/schema';
import { viewKey } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { decryptAction, encryptAction } from '../actions';
import { keyActions } from '../key-actions';

type KeyPageProps = { params: Promise<{ region: string; keyId: string }> };

export async function generateMetadata({ params }: KeyPageProps): Promise<Metadata> {
  const id = keyIdRule.safeParse((await params).keyId);
  return { title: id.success ? id.data : (await getTranslations('keys'))('missing') };
}

export default async function KeyPage({ params }: KeyPageProps) {
  const actor = await pageActor();
  const asked = await params;
  const region = regionOf(asked.region);
  const id = keyIdRule.safeParse(asked.keyId);
  if (!id.success) notFound();
  const { ports, clock } = server();
  const [viewed, now] = await read(() =>
    Promise.all([viewKey(ports, actor, { regionId: region.id, keyId: id.data }), clock.now()]),
  );
  const details = found(viewed);
  const { key } = details;
  const title = key.alias ?? key.keyId;
  const t = await getTranslations('keys');
  const shell = await getTranslations('shell');
  return (
    <>
      <PageHeader
        crumbs={[
          { label: shell('service') },
          { label: t('title'), href: `/${region.id}/keys` },
          { label: title },
        ]}
        title={title}
        mark={<KeyStatus state={key.state} />}
        actions={
          <KeyActions
            region={region.id}
            keyId={key.keyId}
            alias={key.alias}
            state={key.state}
            actions={keyActions}
            place="page"
          />
        }
      />
      {key.state === 'Disabled' && (
        <Notice tone="info" title={t('disabledTitle')} className="mb-4">
          {t('disabledHelp')}
        </Notice>
      )}
      {key.deletionAt && (
        <Notice tone="warning" title={t('pendingTitle')} className="mb-4">
          {t.rich('pendingHelp', {
            when: () => <TimeText at={key.deletionAt ?? now} now={now} timeZone={region.timeZone} />,
          })}
        </Notice>
      )}
      <KeyFacts details={details} region={region} now={now} />
      <KeyCrypto
        region={region.id}
        keyId={key.keyId}
        isUsable={allowedOperations[key.state].includes('encrypt')}
        encryptAction={encryptAction}
        decryptAction={decryptAction}
      />
      <KeyVersions details={details} region={region} now={now} />
    </>
  );
}
