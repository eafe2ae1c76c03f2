'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useTransition } from 'react';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Link } from '../ui/link';
import { Select } from '../ui/select';

/** One side of a comparison: the day and point it stands at, and what else can be chosen. Slots as addresses have them. */
export type ChosenPoint = {
  readonly slot: string;
  readonly day: string;
  readonly times: readonly { readonly id: string; readonly label: string; readonly description?: string }[];
  /** What the chosen slot shows, in words. */
  readonly note: string;
  readonly dataHref: string;
};

type CompareChoiceProps = {
  /** Days with data, newest first; each with its last slot. */
  days: readonly { readonly id: string; readonly label: string; readonly slot: string }[];
  from: ChosenPoint;
  to: ChosenPoint;
};

/** The two points: each a day and a time; they live in the address. */
export function CompareChoice({ days, from, to }: CompareChoiceProps) {
  const t = useTranslations('compare');
  const router = useRouter();
  const search = useSearchParams();
  const [isPending, startTransition] = useTransition();
  const go = (changes: { from?: string; to?: string }) => {
    const next = new URLSearchParams(search);
    next.delete('cursor');
    next.set('from', changes.from ?? from.slot);
    next.set('to', changes.to ?? to.slot);
    startTransition(() => router.push(`?${next}`, { scroll: false }));
  };
  const side = (name: 'from' | 'to', point: ChosenPoint) => (
    <Side
      legend={t(name)}
      days={days}
      point={point}
      onChoose={(slot) => go({ [name]: slot })}
      link={
        <Link href={point.dataHref} className="underline">
          {t('viewData')}
        </Link>
      }
    />
  );
  return (
    <Card className="mb-4">
      <div className="grid items-start gap-x-5 gap-y-4 lg:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
        {side('from', from)}
        <Button onClick={() => go({ from: to.slot, to: from.slot })} pending={isPending} className="lg:mt-11">
          {t('swap')}
        </Button>
        {side('to', to)}
      </div>
    </Card>
  );
}

type SideProps = {
  legend: string;
  days: CompareChoiceProps['days'];
  point: ChosenPoint;
  onChoose: (slot: string) => void;
  link: ReactNode;
};

function Side({ legend, days, point, onChoose, link }: SideProps) {
  const t = useTranslations('compare');
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-semibold">{legend}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t('day')}
          value={point.day}
          options={days}
          onChange={(day) => {
            const slot = days.find(({ id }) => id === day)?.slot;
            if (slot !== undefined && day !== point.day) onChoose(slot);
          }}
        />
        <Select
          label={t('time')}
          value={point.slot}
          options={point.times}
          onChange={(slot) => {
            if (slot !== point.slot) onChoose(slot);
          }}
        />
      </div>
      <p className="mt-2 text-caption text-ink-2">
        {point.note} {link}
      </p>
    </fieldset>
  );
}
