import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { found, read, regionOf } from '@/app/read';
import { pageActor } from '@/app/session';
import { InstancePageActions } from '@/components/kms/instance-actions';
import { InstanceBackups, InstanceFacts, InstanceQuotas } from '@/components/kms/instance-details';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Status } from '@/components/ui/status';
import { TimeText } from '@/components/ui/time-text';
import { viewBackupsOfSource } from '@/lib/backups/backups-of-source';
import { instanceId as instanceIdRule } from '@/lib/kms/schema';
import { viewInstance } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { raiseQuotasAction, releaseInstanceAction, renameInstanceAction } from '../actions';

type InstancePageProps = { params: Promise<{ region: string; instanceId: string }> };

export async function generateMetadata({ params }: InstancePageProps): Promise<Metadata> {
  const id = instanceIdRule.safeParse((await params).instanceId);
  return { title: id.success ? id.data : (await getTranslations('instances'))('missing') };
}

export default async function InstancePage({ params }: InstancePageProps) {
  const actor = await pageActor();
  const asked = await params;
  const region = regionOf(asked.region);
  const id = instanceIdRule.safeParse(asked.instanceId);
  if (!id.success) notFound();
  const { ports, clock } = server();
  const [viewed, backups, now] = await read(() =>
    Promise.all([
      viewInstance(ports, actor, id.data),
      viewBackupsOfSource(ports, actor, id.data),
      clock.now(),
    ]),
  );
  const instance = found(viewed);
  if (instance.regionId !== region.id) notFound();
  const { name, releasedAt } = instance;
  const t = await getTranslations('instancePage');
  const instances = await getTranslations('instances');
  const shell = await getTranslations('shell');
  const isSoftware = instance.type === 'SOFTWARE';
  return (
    <>
      <PageHeader
        crumbs={[
          { label: shell('service') },
          { label: instances('title'), href: `/${region.id}/instances` },
          { label: name },
        ]}
        title={name}
        mark={
          <Status tone={releasedAt ? 'neutral' : 'good'}>{t(releasedAt ? 'released' : 'running')}</Status>
        }
        actions={
          releasedAt ? undefined : (
            <InstancePageActions
              instance={{
                id: instance.id,
                name,
                keyQuota: instance.keyQuota,
                secretQuota: instance.secretQuota,
              }}
              region={region.id}
              actions={{
                raiseQuotas: raiseQuotasAction,
                rename: renameInstanceAction,
                release: releaseInstanceAction,
              }}
            />
          )
        }
      />
      {releasedAt && (
        <Notice tone="info" title={t('releasedTitle')} className="mb-4">
          {t.rich('releasedHelp', {
            when: () => <TimeText at={releasedAt} now={now} timeZone={region.timeZone} />,
          })}
        </Notice>
      )}
      {!isSoftware && (
        <Notice tone="warning" title={instances('hardwareTitle')} className="mb-4">
          {instances('hardwareHelp')}
        </Notice>
      )}
      <div className="mb-4 grid items-stretch gap-4 lg:grid-cols-2">
        <InstanceFacts instance={instance} region={region} now={now} />
        {!releasedAt && <InstanceQuotas instance={instance} region={region} />}
      </div>
      {isSoftware && (
        <InstanceBackups backups={backups} region={region} now={now} isReleased={releasedAt !== null} />
      )}
    </>
  );
}
