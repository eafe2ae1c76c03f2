'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy-field';
import { DescriptionList } from '../ui/description-list';
import { IdText } from '../ui/id-text';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Spinner } from '../ui/spinner';
import { useAction } from '../use-action';

type RevealPanelProps = {
  region: string;
  name: string;
  versionId: string;
  action: Action<{ readonly value: string }>;
  onClose: () => void;
};

const shownFor = 60; // seconds

/** Asks for one version's value as it opens, and is closed, and the value forgotten, after a minute. */
export function RevealPanel({ region, name, versionId, action, onClose }: RevealPanelProps) {
  const t = useTranslations('secrets');
  const page = useTranslations('secretPage');
  const [left, setLeft] = useState(shownFor);
  const reveal = useAction(action);
  const ask = useEffectEvent(() => reveal.run({ regionId: region, name, versionId }));
  useEffect(() => ask(), []);

  const isShown = reveal.result !== undefined;
  const hide = useEffectEvent(() => {
    reveal.reset();
    onClose();
  });
  useEffect(() => {
    if (!isShown) return;
    const end = Date.now() + shownFor * 1000;
    const timer = setInterval(() => {
      const seconds = Math.ceil((end - Date.now()) / 1000);
      if (seconds <= 0) hide();
      else setLeft(seconds);
    }, 250);
    return () => clearInterval(timer);
  }, [isShown]);
  return (
    <Panel
      title={t('valueOf', { name })}
      onClose={onClose}
      errors={reveal.errors}
      footer={
        <>
          <Button onClick={onClose} className="min-w-18">
            {isShown ? t('hide') : t('close')}
          </Button>
          {isShown && (
            <span className="ml-auto text-caption text-ink-2 tabular-nums">
              {t('hiddenIn', { seconds: left })}
            </span>
          )}
        </>
      }
    >
      <DescriptionList
        items={[{ label: t('columns.versionId'), value: <IdText id={versionId} truncate /> }]}
      />
      {reveal.result && (
        <>
          <CopyField
            label={t('fields.value')}
            text={reveal.result.value}
            description={page('size', sizeOf(reveal.result.value))}
          />
          <Notice tone="info">{t('revealHelp')}</Notice>
        </>
      )}
      {reveal.pending && (
        <p role="status" className="flex items-center gap-2 text-ink-2">
          <Spinner /> {t('decrypting')}
        </p>
      )}
    </Panel>
  );
}

/** Characters as a person counts them; a line end closes the last line, it doesn't begin another. */
const sizeOf = (value: string) => ({
  characters: [...value].length,
  lines: value.replace(/\r?\n$/, '').split(/\r\n|\r|\n/).length,
});
