'use client';

import { useTranslations } from 'next-intl';
import { mostPlaintextBytes } from '@/lib/kms/limits';
import type { Action } from '../action-result';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy-field';
import { Form } from '../ui/form';
import { TextField } from '../ui/text-field';
import { useAction } from '../use-action';
import type { Ciphertext } from './kms-actions';
import { sendable } from './sendable';
import { useFieldErrors } from './use-field-errors';

const fieldOf = { PLAINTEXT_TOO_LONG: 'text' };

export type CryptoFormProps<T> = {
  region: string;
  keyId: string;
  isDisabled: boolean;
  action: Action<T>;
};

type EncryptFormProps = CryptoFormProps<Ciphertext> & { mostBytes: number };

export function EncryptForm({ region, keyId, isDisabled, mostBytes, action }: EncryptFormProps) {
  const t = useTranslations('keys');
  const encrypt = useAction(action);
  const forget = () => {
    if (encrypt.result) encrypt.reset(); // it was an answer to other words
  };
  const errors = useFieldErrors(encrypt, fieldOf);
  return (
    <Form
      errors={errors}
      onSubmit={(data) => {
        if (!encrypt.pending)
          encrypt.run({ regionId: region, keyId, text: sendable(data.get('text'), mostPlaintextBytes) });
      }}
    >
      <TextField
        label={t('fields.plaintext')}
        name="text"
        multiline
        rows={5}
        isRequired
        isDisabled={isDisabled}
        onChange={forget}
        className="min-h-[196px]" // room for a message: as it goes, the button must not move away from the pointer
        description={t('fields.plaintextHelp', { most: mostBytes })}
      />
      <div>
        <Button type="submit" variant="primary" pending={encrypt.pending} disabled={isDisabled}>
          {t('encrypt')}
        </Button>
      </div>
      {encrypt.result && (
        <CopyField
          label={t('ciphertextResult')}
          text={encrypt.result.ciphertext}
          description={t('underVersion', { versionId: encrypt.result.versionId })}
        />
      )}
    </Form>
  );
}
