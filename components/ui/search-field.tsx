'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef } from 'react';
import { Icon } from './icon';
import { Spinner } from './spinner';
import { useUrlParam } from './use-url-param';

export type SearchFieldProps = {
  /** Says what is searched; shown as the placeholder too. */
  label: string;
  /** The address's parameter. */
  param?: string;
};

const delay = 300; // ms of quiet before the address changes

/** Searches as one types, through the address; without JavaScript, on Enter. */
export function SearchField({ label, param = 'q' }: SearchFieldProps) {
  const t = useTranslations('ui');
  const { value, set, isPending } = useUrlParam(param);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const field = input.current;
    if (field !== null && field !== document.activeElement) field.value = value; // Back, or a link
  }, [value]);

  const search = (text: string, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set(text.trim()), wait);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(input.current?.value ?? '', 0);
  };
  return (
    <search className="max-sm:w-full">
      <form onSubmit={submit} className="relative">
        <span className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-ink-3">
          {isPending ? <Spinner /> : <Icon name="search" />}
        </span>
        <input
          ref={input}
          type="search"
          name={param}
          defaultValue={value}
          aria-label={label}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => search(event.target.value, delay)}
          className="h-8 w-60 rounded-control border border-control bg-surface pr-2 pl-8 text-ink placeholder:text-ink-3 hover:border-ink-3 focus:border-accent focus:outline-2 focus:outline-accent focus:-outline-offset-1 max-sm:w-full"
        />
        <span role="status" className="sr-only">
          {isPending ? t('searching') : ''}
        </span>
      </form>
    </search>
  );
}
