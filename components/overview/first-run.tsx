import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type FirstRunStep, firstRunSteps } from '@/lib/backups/first-run';
import type { BackupListItem } from '@/lib/backups/model';
import type { InstanceListItem, Sample } from '@/lib/kms/model';
import type { Action } from '../action-result';
import { CreateInstanceButton } from '../kms/create-instance-button';
import { CreateKeyButton } from '../kms/create-key-button';
import { Badge } from '../ui/badge';
import { cx } from '../ui/cx';
import { Icon } from '../ui/icon';
import { EnableButton } from './enable-button';
import { SampleButton } from './sample-button';

type FirstRunProps = {
  region: string;
  regionName: string;
  contents: {
    readonly instances: readonly InstanceListItem[];
    readonly backups: readonly BackupListItem[];
  };
  next: FirstRunStep;
  actions: {
    createInstance: Action<{ readonly name: string }>;
    createKey: Action<{ readonly keyId: string }>;
    enable: Action<void>;
    makeSample: Action<Sample>;
  };
};

/** Three steps from nothing to the first backup; the next one has the button that does it. */
export function FirstRun({ region, regionName, contents, next, actions }: FirstRunProps) {
  const t = useTranslations('overview');
  const { instances, backups } = contents;
  const software = instances.filter(({ type }) => type === 'SOFTWARE');
  const keys = software.reduce((sum, instance) => sum + instance.keys, 0);
  const secrets = software.reduce((sum, instance) => sum + instance.secrets, 0);
  const standard = backups.find(({ type }) => type === 'DEFAULT');
  const instanceId = software[0]?.id ?? null;
  const buttons: Readonly<Record<FirstRunStep, ReactNode>> = {
    instance: <CreateInstanceButton region={region} action={actions.createInstance} />,
    // A secret is kept under a key, so the key comes first.
    items: <CreateKeyButton region={region} instanceId={instanceId} action={actions.createKey} />,
    backup: standard && <EnableButton region={region} backupId={standard.id} action={actions.enable} />,
  };
  const done: Readonly<Record<FirstRunStep, string>> = {
    instance: t('stepDone.instance', { count: software.length }),
    items: t('stepDone.items', { keys, secrets }),
    backup: '',
  };
  const nextIndex = firstRunSteps.indexOf(next);
  return (
    <section
      aria-labelledby="first-run"
      className="mb-4 grid overflow-hidden rounded-card border border-line bg-surface lg:grid-cols-[1fr_20rem]"
    >
      <div className="p-4 sm:p-6">
        <h2 id="first-run" className="font-semibold text-heading">
          {t('firstTitle')}
        </h2>
        <p className="mt-1 text-ink-2">{t('firstHelp', { region: regionName })}</p>
        <ol className="mt-5">
          {firstRunSteps.map((step, index) => {
            const state = index < nextIndex ? 'done' : index === nextIndex ? 'next' : 'later';
            return (
              <Step
                key={step}
                number={index + 1}
                state={state}
                stateText={t(`state.${state}`)}
                title={t(`step.${step}`)}
              >
                <p className="text-ink-2">{state === 'done' ? done[step] : t(`stepHelp.${step}`)}</p>
                {state === 'next' && <div className="mt-3 flex flex-wrap gap-2.5">{buttons[step]}</div>}
              </Step>
            );
          })}
        </ol>
      </div>
      {next === 'instance' && (
        <aside
          aria-labelledby="sample"
          className="border-line bg-sunken p-4 max-lg:border-t sm:p-6 lg:border-l"
        >
          <h3 id="sample" className="font-semibold">
            {t('sampleTitle')}
          </h3>
          <p className="mt-1 mb-3 text-ink-2">{t('sampleHelp')}</p>
          <SampleButton region={region} action={actions.makeSample} />
        </aside>
      )}
    </section>
  );
}

type StepProps = {
  number: number;
  state: 'done' | 'next' | 'later';
  stateText: string;
  title: string;
  children: ReactNode;
};

const marks = {
  done: 'border-good bg-good-soft text-good-ink',
  next: 'border-accent bg-accent text-on-accent',
  later: 'border-line-strong text-ink-2',
} as const;

const tones = { done: 'good', next: 'info', later: 'neutral' } as const;

function Step({ number, state, stateText, title, children }: StepProps) {
  return (
    <li
      {...(state === 'next' && { 'aria-current': 'step' })}
      className="group relative flex gap-3.5 pb-6 last:pb-0"
    >
      <span
        aria-hidden="true"
        className="absolute top-8 bottom-1 left-[13px] w-px bg-line-strong group-last:hidden"
      />
      <span
        aria-hidden="true"
        className={cx(
          'grid size-7 shrink-0 place-items-center rounded-full border font-semibold text-caption',
          marks[state],
        )}
      >
        {state === 'done' ? <Icon name="check" /> : number}
      </span>
      <div className="min-w-0 pt-1">
        <h3 className="mb-0.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 font-semibold">
          {title}
          <Badge tone={tones[state]}>{stateText}</Badge>
        </h3>
        {children}
      </div>
    </li>
  );
}
