import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { read, regionOf } from '@/app/read';
import { regionContents } from '@/app/region-contents';
import { pageActor } from '@/app/session';
import { Attention } from '@/components/overview/attention';
import { BackupsCard } from '@/components/overview/backups-card';
import { FirstRun } from '@/components/overview/first-run';
import { RegionStrip } from '@/components/overview/region-strip';
import { YearsCard } from '@/components/overview/years-card';
import { PageHeader } from '@/components/ui/page-header';
import { nextStep } from '@/lib/backups/first-run';
import { leavingItems } from '@/lib/kms/find-items';
import { server } from '@/lib/server';
import { viewYears } from '@/lib/snapshots/view-health';
import { enableBackupAction } from '../backups/actions';
import { createInstanceAction } from '../instances/actions';
import { createKeyAction } from '../keys/actions';
import { makeSampleAction } from './actions';

type OverviewPageProps = { params: Promise<{ region: string }> };

/** The deletions that are named; what is beyond them is counted. */
const mostLeaving = 5;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') };
}

export default async function OverviewPage({ params }: OverviewPageProps) {
  const actor = await pageActor();
  const region = regionOf((await params).region);
  const { ports, clock } = server();
  const [contents, leaving, now] = await Promise.all([
    regionContents(actor, region.id),
    read(() => leavingItems(ports, actor, region.id, mostLeaving)),
    read(() => clock.now()),
  ]);
  const step = nextStep(contents);
  const years = await read(() => viewYears(ports, actor, region.id, contents.backups));
  const [t, shell, locale] = await Promise.all([
    getTranslations('overview'),
    getTranslations('shell'),
    getLocale(),
  ]);
  const view = { region: region.id, now, timeZone: region.timeZone };
  return (
    <>
      <PageHeader
        crumbs={[{ label: shell('service') }, { label: t('title') }]}
        title={t('title')}
        help={t('help')}
      />
      {step !== null && (
        <FirstRun
          region={region.id}
          regionName={region.name[locale]}
          contents={contents}
          next={step}
          actions={{
            createInstance: createInstanceAction,
            createKey: createKeyAction,
            enable: enableBackupAction,
            makeSample: makeSampleAction,
          }}
        />
      )}
      {step !== 'instance' && (
        <>
          <RegionStrip {...contents} {...view} />
          <div className={step === null ? 'grid items-start gap-4 xl:grid-cols-2' : undefined}>
            <Attention {...contents} leaving={leaving} {...view} />
            {step === null && <BackupsCard backups={contents.backups} {...view} />}
          </div>
          <YearsCard region={region.id} backups={contents.backups} years={years} />
        </>
      )}
    </>
  );
}
