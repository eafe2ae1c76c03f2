'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { Card } from '../ui/card';
import { Skeleton } from '../ui/skeleton';
import type { Ciphertext, Plaintext } from './kms-actions';

const EncryptForm = dynamic(() => import('./encrypt-form').then((module) => module.EncryptForm), {
  ssr: false,
  loading: FormSkeleton,
});
const DecryptForm = dynamic(() => import('./decrypt-form').then((module) => module.DecryptForm), {
  ssr: false,
  loading: FormSkeleton,
});

type KeyCryptoProps = {
  region: string;
  keyId: string;
  /** False: the key's state allows neither; the page says why. */
  isUsable: boolean;
  encryptAction: Action<Ciphertext>;
  decryptAction: Action<Plaintext>;
};

/** Encrypt and Decrypt, side by side where there is room. */
export function KeyCrypto({ region, keyId, isUsable, encryptAction, decryptAction }: KeyCryptoProps) {
  const t = useTranslations('keys');
  const key = { region, keyId, isDisabled: !isUsable };
  return (
    <div className="mb-4 grid items-start gap-4 lg:grid-cols-2">
      <Card title={t('encrypt')}>
        <EncryptForm {...key} action={encryptAction} />
      </Card>
      <Card title={t('decrypt')}>
        <DecryptForm {...key} action={decryptAction} />
      </Card>
    </div>
  );
}

/** As high as the form that comes. */
function FormSkeleton() {
  return (
    <div aria-hidden="true" className="h-[244px] pt-1">
      <Skeleton className="w-20" />
    </div>
  );
}
