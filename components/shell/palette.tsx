'use client';

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { FoundItems } from '@/lib/kms/model';
import { ReadRefused, readJson } from '../read-json';
import { useRegions } from '../regions';
import { SessionEnded } from '../session-ended';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Spinner } from '../ui/spinner';
import { type PaletteEntry, pageEntries, paletteGroups } from './palette-entries';
import { PaletteList } from './palette-list';
import { regionCookie, remember } from './preference-cookies';

const search = (text: string) =>
  queryOptions({
    queryKey: ['search', text],
    queryFn: ({ signal }) => readJson<FoundItems>(`/api/search?${new URLSearchParams({ q: text })}`, signal),
    enabled: text !== '',
    retry: false,
    placeholderData: keepPreviousData,
  });

/** Goes to any key, secret, instance or page in any region: type, choose with the arrow keys, Enter. */
export function Palette({ region, onClose }: { region: string; onClose: () => void }) {
  const t = useTranslations('palette');
  const shell = useTranslations('shell');
  const regions = useRegions();
  const router = useRouter();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const asked = useSettled(text);
  const answer = useQuery(search(asked));
  const [activeId, setActiveId] = useState<string | null>(null);
  const [isEnterKept, setEnterKept] = useState(false);

  const isSettled = text === asked && (text === '' || !(answer.isFetching || answer.isPlaceholderData));
  const groups = paletteGroups(
    pageEntries(text, regions, region, {
      overview: shell('overview'),
      backups: shell('backups'),
      instances: shell('instances'),
      keys: shell('keys'),
      secrets: shell('secrets'),
      changePassword: shell('changePassword'),
    }),
    text === '' ? undefined : answer.data,
  );
  const entries = groups.flatMap((group) => group.entries);
  const active = entries.find((entry) => entry.id === activeId) ?? entries[0];

  const go = (entry: PaletteEntry) => {
    if (entry.regionId !== null) remember(regionCookie, entry.regionId);
    onClose();
    router.push(entry.href);
  };
  // Enter came before the answer: what stands first by then is meant.
  useEffect(() => {
    if (!isEnterKept || !isSettled) return;
    setEnterKept(false);
    if (active) go(active);
  });
  const move = (by: number) => {
    const at = active ? entries.indexOf(active) : -1;
    setActiveId(entries.at((at + by + entries.length) % Math.max(entries.length, 1))?.id ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // the key belongs to the input method
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) move(step);
    else if (event.key === 'Enter') setEnterKept(true);
    else return;
    event.preventDefault();
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="fixed inset-0 z-50 flex h-(--visual-viewport-height) justify-center bg-scrim transition-opacity duration-100 entering:opacity-0 exiting:opacity-0 sm:px-4 sm:py-[10vh]"
    >
      <Modal className="flex max-h-full w-full self-start overflow-hidden bg-raised shadow-pop sm:max-w-[640px] sm:rounded-card">
        <Dialog
          data-palette=""
          aria-label={t('title')}
          className="flex min-w-0 flex-1 flex-col overflow-hidden outline-none"
        >
          <div className="flex items-center gap-2.5 border-line border-b px-4 has-[input:focus]:border-accent has-[input:focus]:shadow-[inset_0_-1px_0_var(--color-accent)]">
            <span className="text-ink-3">{isSettled ? <Icon name="search" /> : <Spinner />}</span>
            <input
              autoFocus
              type="text"
              role="combobox"
              aria-label={t('title')}
              aria-autocomplete="list"
              aria-expanded={entries.length > 0}
              aria-controls={entries.length > 0 ? listId : undefined}
              aria-activedescendant={active && `${listId}-${entries.indexOf(active)}`}
              placeholder={t('placeholder')}
              value={typed}
              maxLength={200}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              onChange={(event) => {
                setTyped(event.target.value);
                setActiveId(null);
                setEnterKept(false);
              }}
              onKeyDown={onKeyDown}
              className="h-12 min-w-0 flex-1 bg-transparent text-[14px] text-ink outline-none placeholder:text-ink-3"
            />
            <Button variant="quiet" aria-label={shell('close')} onClick={onClose} className="-mr-2">
              <Icon name="close" />
            </Button>
          </div>
          <div className="flex min-h-48 flex-1 flex-col overflow-hidden">
            {answer.error && text !== '' && (
              <Failure error={answer.error} onRetry={() => void answer.refetch()} />
            )}
            <PaletteList
              id={listId}
              groups={groups}
              active={active}
              text={text}
              onPoint={(entry) => setActiveId(entry.id)}
              onChoose={go}
            />
            {entries.length === 0 && isSettled && !answer.error && (
              <p className="px-4 py-6 text-center text-ink-2">{t('nothing', { text })}</p>
            )}
          </div>
          <p role="status" className="sr-only">
            {isSettled ? t('count', { count: entries.length }) : t('searching')}
          </p>
          <p className="border-line border-t px-4 py-2 text-caption text-ink-2 max-sm:hidden">
            {t('keysHelp')}
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations('palette');
  const ui = useTranslations('ui');
  const refused = error instanceof ReadRefused ? error : undefined;
  const isEnded = refused?.code === 'UNAUTHENTICATED';
  return (
    <Notice
      tone="warning"
      role="alert"
      className="mx-2 mt-2"
      actions={
        isEnded ? undefined : (
          <Button variant="text" onClick={onRetry}>
            {ui('retry')}
          </Button>
        )
      }
    >
      {isEnded ? <SessionEnded message={refused.message} /> : (refused?.message ?? t('failed'))}
    </Notice>
  );
}

/** The text once it has stood still for a moment; an empty one at once. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), text === '' ? 0 : 150);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
