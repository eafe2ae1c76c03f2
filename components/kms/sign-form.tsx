'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Action } from '../action-result';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy-field';
import { Form } from '../ui/form';
import { TextField } from '../ui/text-field';
import { useAction } from '../use-action';
import { AlgorithmSelect } from './algorithm-select';
import type { Signature } from './kms-actions';
import { sendable } from './sendable';

export type SigningFormProps<T> = {
  region: string;
  keyId: string;
  algorithms: readonly string[];
  mostBytes: number;
  isDisabled: boolean;
  action: Action<T>;
};

export function SignForm(props: SigningFormProps<Signature>) {
  const { region, keyId, algorithms, mostBytes, isDisabled, action } = props;
  const t = useTranslations('keyPage');
  const keys = useTranslations('keys');
  const [algorithm, setAlgorithm] = useState(algorithms[0] ?? '');
  const sign = useAction(action);
  const forget = () => {
    if (sign.result) sign.reset(); // it was an answer to other words
  };
  return (
    <Form
      errors={sign.errors}
      onSubmit={(data) => {
        const message = sendable(data.get('message'), mostBytes);
        if (!sign.pending) sign.run({ regionId: region, keyId, message, algorithm });
      }}
    >
      <AlgorithmSelect
        algorithms={algorithms}
        value={algorithm}
        onChange={(chosen) => {
          setAlgorithm(chosen);
          forget();
        }}
        isDisabled={isDisabled}
      />
      <TextField
        label={t('message')}
        name="message"
        multiline
        rows={5}
        isRequired
        isDisabled={isDisabled}
        onChange={forget}
        className="min-h-[196px]" // room for a message: as it goes, the button must not move away from the pointer
        description={t('messageHelp', { most: mostBytes })}
      />
      <div>
        <Button type="submit" variant="primary" pending={sign.pending} disabled={isDisabled}>
          {t('sign')}
        </Button>
      </div>
      {sign.result && (
        <CopyField
          label={t('signatureResult')}
          text={sign.result.signature}
          description={keys('underVersion', { versionId: sign.result.versionId })}
        />
      )}
    </Form>
  );
}
