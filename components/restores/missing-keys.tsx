'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { canRestoreFirst, type MissingKey } from '@/lib/restores/errors';
import type { Restored } from '@/lib/restores/model';
import type { Action } from '../action-result';
import { Button } from '../ui/button';
import { IdText } from '../ui/id-text';
import { Notice } from '../ui/notice';
import { useAction } from '../use-action';
import { AliasDecision, type AliasDraft, emptyAlias } from './alias-decision';

type MissingKeysProps = {
  keys: readonly MissingKey[];
  place: {
    readonly backupId: string;
    readonly day: string;
    readonly at: string | null;
    readonly regionId: string;
    readonly instanceId: string;
  };
  restoreAction: Action<Restored>;
  /** Every key that can be restored first is back; the last one's ID. */
  onRestored: (keyId: string) => void;
};

/**
 * The way out of "its key is missing": restore the encryption key first, from the same day (R15), under another
 * alias if its own is taken. A key that can't be restored first says why.
 */
export function MissingKeys({ keys, place, restoreAction, onRestored }: MissingKeysProps) {
  const t = useTranslations('restores');
  const [restored, setRestored] = useState<readonly string[]>([]);
  const [takenAlias, setTakenAlias] = useState<string | null>(null);
  const [alias, setAlias] = useState<AliasDraft>(emptyAlias);
  const restore = useAction(restoreAction, ({ itemId }) => {
    const now = [...restored, itemId];
    setRestored(now);
    setTakenAlias(null);
    setAlias(emptyAlias);
    if (keys.every((key) => now.includes(key.keyId))) onRestored(itemId);
  });
  // Once asked for, the decision stays with what was typed, whatever the next answers say.
  if (restore.refusal?.takenAlias && takenAlias === null) setTakenAlias(restore.refusal.takenAlias);
  const first = keys.find((key) => canRestoreFirst(key) && !restored.includes(key.keyId));
  const stateOf = ({ keyId, versionCount, held, inBackup }: MissingKey) => {
    if (restored.includes(keyId)) return t('isRestored');
    if (!held) return t(inBackup ? 'inBackup' : 'notInBackup');
    const { instanceName } = held;
    return held.by === 'other'
      ? t('heldElsewhere', { instance: instanceName })
      : t('heldHere', { instance: instanceName, count: versionCount });
  };
  return (
    <Notice
      tone="info"
      title={t(keys.some(canRestoreFirst) ? 'keyFirst' : 'keyMissing')}
      actions={
        first && (
          <Button
            pending={restore.pending}
            onClick={() =>
              restore.run({
                ...place,
                itemType: 'KEY',
                itemId: first.keyId,
                aliasChoice: takenAlias === null ? { kind: 'keep' } : alias,
              })
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
            <span>{stateOf(key)}</span>
          </li>
        ))}
      </ul>
      {restore.errors?.form && <p role="alert">{restore.errors.form}</p>}
      {takenAlias !== null && (
        <AliasDecision
          taken={takenAlias}
          onChange={setAlias}
          error={restore.errors?.fields?.['aliasChoice.alias']}
        />
      )}
    </Notice>
  );
}
