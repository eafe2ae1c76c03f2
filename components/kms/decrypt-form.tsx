'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy-field';
import { Form } from '../ui/form';
import { TextField } from '../ui/text-field';
import { useAction } from '../use-action';
import type { CryptoFormProps } from './encrypt-form';
import type { Plaintext } from './kms-actions';
import { useFieldErrors } from './use-field-errors';

const fieldOf = {
  CIPHERTEXT_MALFORMED: 'ciphertext',
  CIPHERTEXT_OTHER_KEY: 'ciphertext',
  CIPHERTEXT_CHANGED: 'ciphertext',
};

export function DecryptForm({ region, keyId, isDisabled, action }: CryptoFormProps<Plaintext>) {
  const t = useTranslations('keys');
  const decrypt = useAction(action);
  const forget = () => {
    if (decrypt.result) decrypt.reset(); // it was an answer to other words
  };
  const errors = useFieldErrors(decrypt, fieldOf);
  return (
    <Form
      errors={errors}
      onSubmit={(data) => {
        if (!decrypt.pending)
          decrypt.run({ regionId: region, keyId, ciphertext: data.get('ciphertext') ?? '' });
      }}
    >
      <TextField
        label={t('fields.ciphertext')}
        name="ciphertext"
        multiline
        rows={5}
        mono
        isRequired
        isDisabled={isDisabled}
        onChange={forget}
        className="min-h-[196px]" // room for a message: as it goes, the button must not move away from the pointer
        description={t('fields.ciphertextHelp')}
      />
      <div>
        <Button type="submit" variant="primary" pending={decrypt.pending} disabled={isDisabled}>
          {t('decrypt')}
        </Button>
      </div>
      {decrypt.result && (
        <CopyField
          label={t('plaintextResult')}
          text={decrypt.result.text}
          description={t('underVersion', { versionId: decrypt.result.versionId })}
        />
      )}
    </Form>
  );
}
