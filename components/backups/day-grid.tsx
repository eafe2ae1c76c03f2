'use client';

import type { KeyboardEvent, ReactNode } from 'react';

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A calendar's days: arrow keys go from one that can be chosen to the next, up and down by weeks. */
export function DayGrid({ label, children }: { label: string; children: ReactNode }) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = steps[event.key];
    const from =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset.day : undefined;
    if (step === undefined || from === undefined) return;
    event.preventDefault();
    const days = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[data-day]'));
    const place = dayNumber(from) + step;
    const beyond = days.filter((day) => (dayNumber(day.dataset.day ?? '') - place) * step >= 0);
    (step > 0 ? beyond[0] : beyond.at(-1))?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields
    <div role="group" aria-label={label} onKeyDown={move}>
      {children}
    </div>
  );
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
