'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { Action } from '../action-result';
import { Card } from '../ui/card';
import { Skeleton } from '../ui/skeleton';
import type { Ciphertext, Plaintext, Signature, Verified } from './kms-actions';

const EncryptForm = dynamic(() => import('./encrypt-form').then((module) => module.EncryptForm), {
  ssr: false,
  loading: FormSkeleton,
});
const DecryptForm = dynamic(() => import('./decrypt-form').then((module) => module.DecryptForm), {
  ssr: false,
  loading: FormSkeleton,
});
const SignForm = dynamic(() => import('./sign-form').then((module) => module.SignForm), {
  ssr: false,
  loading: FormSkeleton,
});
const VerifyForm = dynamic(() => import('./verify-form').then((module) => module.VerifyForm), {
  ssr: false,
  loading: FormSkeleton,
});

type Place = {
  region: string;
  keyId: string;
};

type KeyCryptoProps = Place & {
  /** What the key's state allows; the page says why not. */
  canEncrypt: boolean;
  canDecrypt: boolean;
  /** Most bytes of a text to encrypt. */
  mostBytes: number;
  encryptAction: Action<Ciphertext>;
  decryptAction: Action<Plaintext>;
};

/** Encrypt and Decrypt, side by side where there is room. */
export function KeyCrypto(props: KeyCryptoProps) {
  const { region, keyId, canEncrypt, canDecrypt, mostBytes, encryptAction, decryptAction } = props;
  const t = useTranslations('keys');
  const key = { region, keyId };
  return (
    <div className="mb-4 grid items-start gap-4 lg:grid-cols-2">
      <Card title={t('encrypt')}>
        <EncryptForm {...key} isDisabled={!canEncrypt} mostBytes={mostBytes} action={encryptAction} />
      </Card>
      <Card title={t('decrypt')}>
        <DecryptForm {...key} isDisabled={!canDecrypt} action={decryptAction} />
      </Card>
    </div>
  );
}

type KeySigningProps = Place & {
  algorithms: readonly string[];
  mostBytes: number;
  canSign: boolean;
  canVerify: boolean;
  signAction: Action<Signature>;
  verifyAction: Action<Verified>;
};

/** Sign and Verify, the same way. */
export function KeySigning(props: KeySigningProps) {
  const { region, keyId, algorithms, mostBytes, canSign, canVerify, signAction, verifyAction } = props;
  const t = useTranslations('keyPage');
  const key = { region, keyId, algorithms, mostBytes };
  return (
    <div className="mb-4 grid items-start gap-4 lg:grid-cols-2">
      <Card title={t('sign')}>
        <SignForm {...key} isDisabled={!canSign} action={signAction} />
      </Card>
      <Card title={t('verify')}>
        <VerifyForm {...key} isDisabled={!canVerify} action={verifyAction} />
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
