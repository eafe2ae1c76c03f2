'use server';

import { after } from 'next/server';
import { runAction } from '@/app/action';
import { withoutValue } from '@/app/without-value';
import type { ActionResult } from '@/components/action-result';
import type { Ciphertext, Plaintext, PublicKey, Signature, Verified } from '@/components/kms/kms-actions';
import { ok } from '@/lib/kernel/result';
import {
  cancelKeyDeletion,
  disableKey,
  enableKey,
  rotateKey,
  scheduleKeyDeletion,
  setKeyRotation,
} from '@/lib/kms/change-key';
import { createKey } from '@/lib/kms/create-key';
import { deleteKeyNow } from '@/lib/kms/delete-key';
import { editKey } from '@/lib/kms/edit-key';
import { specFacts } from '@/lib/kms/key-specs';
import {
  createKeyInput,
  decryptInput,
  deleteKeyInput,
  editKeyInput,
  encryptInput,
  keyInput,
  publicKeyInput,
  scheduleKeyDeletionInput,
  setKeyRotationInput,
  signInput,
  verifyInput,
} from '@/lib/kms/schema';
import { signMessage, verifySignature, viewPublicKey } from '@/lib/kms/sign-verify';
import { decryptText, encryptText } from '@/lib/kms/use-key';
import { server } from '@/lib/server';

/** Makes the versions that wait once the answer is sent; whatever fails there, the schedule does again. */
function makePending(): void {
  after(() => server().generatePending());
}

export async function createKeyAction(raw: unknown): Promise<ActionResult<{ readonly keyId: string }>> {
  return runAction('key.create', createKeyInput, raw, async (actor, input) => {
    const created = await createKey(server().ports, actor, input);
    if (created.ok && created.value.state === 'PendingCreation') makePending();
    return created.ok ? ok({ keyId: created.value.keyId }) : created;
  });
}

export async function rotateKeyAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('key.rotate', keyInput, raw, async (actor, input) => {
    const rotated = await rotateKey(server().ports, actor, input);
    if (rotated.ok && specFacts[rotated.value.spec].isSlow) makePending();
    return withoutValue(rotated);
  });
}

export async function enableKeyAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('key.update', keyInput, raw, async (actor, input) =>
    withoutValue(await enableKey(server().ports, actor, input)),
  );
}

export async function disableKeyAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('key.update', keyInput, raw, async (actor, input) =>
    withoutValue(await disableKey(server().ports, actor, input)),
  );
}

export async function scheduleKeyDeletionAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('key.delete', scheduleKeyDeletionInput, raw, async (actor, input) =>
    withoutValue(await scheduleKeyDeletion(server().ports, actor, input)),
  );
}

export async function cancelKeyDeletionAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('key.delete', keyInput, raw, async (actor, input) =>
    withoutValue(await cancelKeyDeletion(server().ports, actor, input)),
  );
}

export async function deleteKeyNowAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('key.delete', deleteKeyInput, raw, (actor, input) =>
    deleteKeyNow(server().ports, actor, input),
  );
}

export async function encryptAction(raw: unknown): Promise<ActionResult<Ciphertext>> {
  return runAction('key.encrypt', encryptInput, raw, (actor, input) =>
    encryptText(server().ports, actor, input),
  );
}

export async function decryptAction(raw: unknown): Promise<ActionResult<Plaintext>> {
  return runAction('key.decrypt', decryptInput, raw, (actor, input) =>
    decryptText(server().ports, actor, input),
  );
}

export async function editKeyAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('key.update', editKeyInput, raw, async (actor, input) =>
    withoutValue(await editKey(server().ports, actor, input)),
  );
}

export async function setKeyRotationAction(raw: unknown): Promise<ActionResult<void>> {
  return runAction('key.update', setKeyRotationInput, raw, async (actor, input) =>
    withoutValue(await setKeyRotation(server().ports, actor, input)),
  );
}

export async function signAction(raw: unknown): Promise<ActionResult<Signature>> {
  return runAction('key.sign', signInput, raw, (actor, input) => signMessage(server().ports, actor, input));
}

export async function verifyAction(raw: unknown): Promise<ActionResult<Verified>> {
  return runAction('key.verify', verifyInput, raw, (actor, input) =>
    verifySignature(server().ports, actor, input),
  );
}

export async function publicKeyAction(raw: unknown): Promise<ActionResult<PublicKey>> {
  return runAction('console.view', publicKeyInput, raw, (actor, input) =>
    viewPublicKey(server().ports, actor, input),
  );
}
