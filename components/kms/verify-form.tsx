'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button';
import { Form } from '../ui/form';
import { Notice } from '../ui/notice';
import { TextField } from '../ui/text-field';
import { useAction } from '../use-action';
import { AlgorithmSelect } from './algorithm-select';
import type { Verified } from './kms-actions';
import { sendable } from './sendable';
import type { SigningFormProps } from './sign-form';

/** Says whether a signature is this key's over the message, and under which of its versions. */
export function VerifyForm(props: SigningFormProps<Verified>) {
  const { region, keyId, algorithms, mostBytes, isDisabled, action } = props;
  const t = useTranslations('keyPage');
  const [algorithm, setAlgorithm] = useState(algorithms[0] ?? '');
  const verify = useAction(action);
  const forget = () => {
    if (verify.result) verify.reset(); // it was an answer to other words
  };
  return (
    <Form
      errors={verify.errors}
      onSubmit={(data) => {
        const message = sendable(data.get('message'), mostBytes);
        const signature = data.get('signature') ?? '';
        if (!verify.pending) verify.run({ regionId: region, keyId, message, signature, algorithm });
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
        label={t('signedMessage')}
        name="message"
        multiline
        rows={3}
        isRequired
        isDisabled={isDisabled}
        onChange={forget}
        className="min-h-[142px]" // room for a message: as it goes, the button must not move away from the pointer
        description={t('signedMessageHelp')}
      />
      <TextField
        label={t('signature')}
        name="signature"
        multiline
        rows={3}
        mono
        isRequired
        isDisabled={isDisabled}
        onChange={forget}
        className="min-h-[142px]"
        description={t('signatureHelp')}
      />
      <div>
        <Button type="submit" variant="primary" pending={verify.pending} disabled={isDisabled}>
          {t('verify')}
        </Button>
      </div>
      {verify.result && !verify.pending && <Outcome verified={verify.result} />}
    </Form>
  );
}

function Outcome({ verified }: { verified: Verified }) {
  const t = useTranslations('keyPage');
  if (!verified.valid) {
    return (
      <Notice tone="danger" role="status" title={t('invalid')}>
        {t('invalidHelp')}
      </Notice>
    );
  }
  return (
    <Notice tone="good" role="status" title={t('valid')}>
      {verified.versionId !== null && (
        <span className="wrap-anywhere">{t('validUnder', { versionId: verified.versionId })}</span>
      )}
    </Notice>
  );
}
