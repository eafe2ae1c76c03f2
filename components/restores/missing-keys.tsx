'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MissingKey } from '@/lib/restores/errors';
import type { Restored } from '@/lib/restores/model';
import type { Action } from '../action-result';
import { Button } from '../ui/button';
import { IdText } from '../ui/id-text';
import { Notice } from '../ui/notice';
import { useAction } from '../use-action';

type MissingKeysProps = {
  keys: readonly MissingKey[];
  place: {
    readonly backupId: string;
    readonly day: string;
    readonly regionId: string;
    readonly instanceId: string;
  };
  restoreAction: Action<Restored>;
  onRestored: () => void;
};

/** The way out of "its key is missing": restore the encryption key first, from the same day (R15). */
export function MissingKeys({ keys, place, restoreAction, onRestored }: MissingKeysProps) {
  const t = useTranslations('restores');
  const [restored, setRestored] = useState<readonly string[]>([]);
  const restore = useAction(restoreAction, ({ itemId }) => {
    const now = [...restored, itemId];
    setRestored(now);
    if (keys.every((key) => now.includes(key.keyId))) onRestored();
  });
  const first = keys.find((key) => key.inBackup && !restored.includes(key.keyId));
  return (
    <Notice
      tone="info"
      title={t('keyFirst')}
      actions={
        first && (
          <Button
            pending={restore.pending}
            onClick={() =>
              restore.run({ ...place, itemType: 'KEY', itemId: first.keyId, aliasChoice: { kind: 'keep' } })
            }
          >
            {t('restoreKeyFirst')}
          </Button>
        )
      }
    >
      <ul className="flex flex-col gap-1">
        {keys.map((key) => (
          <li key={key.keyId} className="flex flex-wrap items-center gap-x-2">
            <IdText id={key.keyId} />
            <span>
              {restored.includes(key.keyId) ? t('isRestored') : t(key.inBackup ? 'inBackup' : 'notInBackup')}
            </span>
          </li>
        ))}
      </ul>
      {restore.errors?.form}
    </Notice>
  );
}
