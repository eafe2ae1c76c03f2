'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy-field';
import { DescriptionList } from '../ui/description-list';
import { IdText } from '../ui/id-text';
import { Panel } from '../ui/panel';
import { Spinner } from '../ui/spinner';
import { useAction } from '../use-action';
import type { PublicKeyProps } from './public-key-props';

/** Asks for a version's public key as it opens, to copy or download. */
export function PublicKeyPanel(props: PublicKeyProps & { onClose: () => void }) {
  const { region, keyId, versionId, action, onClose } = props;
  const t = useTranslations('keyPage');
  const keys = useTranslations('keys');
  const view = useAction(action);
  const ask = useEffectEvent(() => view.run({ regionId: region, keyId, versionId }));
  useEffect(() => ask(), []);
  const { result } = view;
  return (
    <Panel title={t('publicKey')} onClose={onClose} errors={view.errors}>
      <DescriptionList
        items={[
          { label: keys('fields.keyId'), value: <IdText id={keyId} truncate /> },
          { label: keys('columns.versionId'), value: <IdText id={versionId} truncate /> },
        ]}
      />
      {result && (
        <>
          <CopyField label={t('pem')} text={result.pem} description={t('pemHelp')} />
          <div>
            <Button onClick={() => download(`${keyId}-${versionId}.pem`, result.pem)}>{t('download')}</Button>
          </div>
        </>
      )}
      {view.pending && (
        <p role="status" className="flex items-center gap-2 text-ink-2">
          <Spinner /> {t('readingPublicKey')}
        </p>
      )}
    </Panel>
  );
}

function download(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-pem-file' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
