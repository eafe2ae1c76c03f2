import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { found, read, regionOf } from '@/app/read';
import { pageActor } from '@/app/session';
import { KeyActions } from '@/components/kms/key-actions';
import { KeyCrypto, KeySigning } from '@/components/kms/key-crypto';
import { KeyFacts } from '@/components/kms/key-details';
import { KeyNotices } from '@/components/kms/key-notices';
import { KeyStatus } from '@/components/kms/key-state';
import { KeyVersions } from '@/components/kms/key-versions';
import { PageHeader } from '@/components/ui/page-header';
import { backupsOfSource } from '@/lib/backups/backups-of-source';
import { allowedOperations } from '@/lib/kms/key-operations';
import { isSymmetric, specFacts } from '@/lib/kms/key-specs';
import { mostMessageBytes } from '@/lib/kms/limits';
import { keyId as keyIdRule } from '@/lib/kms/schema';
import { viewKey } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { decryptAction, encryptAction, publicKeyAction, signAction, verifyAction } from '../actions';
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
  const [backup] = details.damaged ? await read(() => backupsOfSource(ports, actor, key.instanceId)) : [];
  const title = key.alias ?? key.keyId;
  const symmetric = isSymmetric(key.spec);
  const allowed = allowedOperations[key.state];
  const isUsed = key.state !== 'PendingCreation' && !details.damaged;
  const place = { region: region.id, keyId: key.keyId };
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
            {...place}
            alias={key.alias}
            state={key.state}
            spec={key.spec}
            actions={keyActions}
            place="page"
            page={{
              fields: { alias: key.alias, description: key.description, tags: key.tags },
              isDamaged: details.damaged,
              rotation: symmetric ? { days: key.rotationDays } : null,
            }}
          />
        }
      />
      <KeyNotices
        details={details}
        region={region}
        now={now}
        backupHref={backup ? `/${region.id}/backups/${backup.id}` : `/${region.id}/backups`}
      />
      <KeyFacts details={details} region={region} now={now} isSymmetric={symmetric} />
      {isUsed &&
        (key.usage === 'ENCRYPT/DECRYPT' ? (
          <KeyCrypto
            {...place}
            mostBytes={specFacts[key.spec].mostPlaintextBytes}
            canEncrypt={allowed.includes('encrypt')}
            canDecrypt={allowed.includes('decrypt')}
            encryptAction={encryptAction}
            decryptAction={decryptAction}
          />
        ) : (
          <KeySigning
            {...place}
            algorithms={specFacts[key.spec].signing}
            mostBytes={mostMessageBytes}
            canSign={allowed.includes('sign')}
            canVerify={allowed.includes('verify')}
            signAction={signAction}
            verifyAction={verifyAction}
          />
        ))}
      {key.state !== 'PendingCreation' && (
        <KeyVersions
          details={details}
          region={region}
          now={now}
          publicKeyAction={symmetric ? undefined : publicKeyAction}
        />
      )}
    </>
  );
}
