'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';
import { showToast } from '../ui/toast';

type CopyValueButtonProps = {
  region: string;
  name: string;
  versionId: string;
  action: Action<{ readonly value: string }>;
};

/** Asks for one version's value and puts it on the clipboard: it is never on the page. */
export function CopyValueButton({ region, name, versionId, action }: CopyValueButtonProps) {
  const t = useTranslations('secretPage');
  const refusals = useTranslations('refusals');
  const [pending, setPending] = useState(false);
  const copy = async () => {
    setPending(true);
    const asked = ask(() => action({ regionId: region, name, versionId }), refusals('NOT_ASKED'));
    const failure = await write(asked, t('copyRefused'));
    setPending(false);
    if (failure === null) {
      const title = t('copied', { version: versionId });
      showToast({ tone: 'good', title, description: t('copiedHelp') });
    } else {
      showToast({ tone: 'danger', title: t('notCopied'), description: failure });
    }
  };
  return (
    <Button
      variant="text"
      aria-description={versionId}
      pending={pending}
      onClick={pending ? undefined : () => void copy()}
    >
      {t('copyValue')}
    </Button>
  );
}

type Answer = { readonly text: string } | { readonly refused: string };

async function ask(
  reveal: () => ReturnType<Action<{ readonly value: string }>>,
  notAsked: string,
): Promise<Answer> {
  try {
    const result = await reveal();
    return result.ok ? { text: result.value.value } : { refused: result.error.message };
  } catch {
    return { refused: notAsked };
  }
}

/** Null if it is on the clipboard; else why not. */
async function write(asked: Promise<Answer>, refusedByBrowser: string): Promise<string | null> {
  const blob = asked.then((answer) => {
    if ('refused' in answer) throw new Error(answer.refused);
    return new Blob([answer.text], { type: 'text/plain' });
  });
  try {
    // The promise goes in at once: some browsers allow the clipboard only while the click is being handled.
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    return null;
  } catch {
    const answer = await asked;
    return 'refused' in answer ? answer.refused : refusedByBrowser;
  }
}
