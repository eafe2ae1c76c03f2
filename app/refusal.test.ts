import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import type { MissingKey } from '@/lib/restores/errors';
import messages from '@/messages/en.json';
import { type Refusal, refusalStatus, textParts } from './refusal';

const range = { first: '2026-11-18', last: '2026-11-24' } as const;
const instance = { instanceId: 'kst-1', instanceName: 'payments', name: 'payments' } as const;

/** One of each: the compiler asks for every code. */
const samples: { readonly [Code in Refusal['code']]: Refusal & { readonly code: Code } } = {
  UNAUTHENTICATED: { code: 'UNAUTHENTICATED' },
  FORBIDDEN: { code: 'FORBIDDEN' },
  BAD_ORIGIN: { code: 'BAD_ORIGIN' },
  INVALID_INPUT: { code: 'INVALID_INPUT', fields: {} },
  DATABASE_AWAY: { code: 'DATABASE_AWAY' },
  REGION_NOT_FOUND: { code: 'REGION_NOT_FOUND', regionId: 'eu-north-9' },
  INSTANCE_NOT_FOUND: { code: 'INSTANCE_NOT_FOUND', ...instance },
  INSTANCE_RELEASED: { code: 'INSTANCE_RELEASED', ...instance },
  INSTANCE_HARDWARE: { code: 'INSTANCE_HARDWARE', ...instance },
  INSTANCE_NAME_TAKEN: { code: 'INSTANCE_NAME_TAKEN', name: 'payments' },
  KEY_QUOTA_LOWERED: { code: 'KEY_QUOTA_LOWERED', instanceId: 'kst-1', quota: 3 },
  SECRET_QUOTA_LOWERED: { code: 'SECRET_QUOTA_LOWERED', instanceId: 'kst-1', quota: 3 },
  NAME_NOT_CONFIRMED: { code: 'NAME_NOT_CONFIRMED', expected: 'payments' },
  KEY_NOT_FOUND: { code: 'KEY_NOT_FOUND', keyId: 'key-1' },
  KEY_STATE: { code: 'KEY_STATE', keyId: 'key-1', state: 'Disabled', operation: 'rotate' },
  KEY_USAGE: { code: 'KEY_USAGE', keyId: 'key-1', usage: 'SIGN/VERIFY', operation: 'encrypt' },
  KEY_SPEC: { code: 'KEY_SPEC', keyId: 'key-1', spec: 'RSA_2048', operation: 'setRotation' },
  SPEC_USAGE: { code: 'SPEC_USAGE', spec: 'EC_P256', usage: 'ENCRYPT/DECRYPT' },
  SPEC_ROTATION: { code: 'SPEC_ROTATION', spec: 'EC_P256' },
  SIGNING_ALGORITHM: {
    code: 'SIGNING_ALGORITHM',
    keyId: 'key-1',
    spec: 'EC_P256',
    algorithm: 'RSA_PSS_SHA_256',
    suitable: 'ECDSA_SHA_256',
  },
  PLAINTEXT_TOO_LONG: {
    code: 'PLAINTEXT_TOO_LONG',
    keyId: 'key-1',
    spec: 'RSA_2048',
    bytes: 200,
    most: 190,
  },
  KEY_VERSION_NOT_FOUND: { code: 'KEY_VERSION_NOT_FOUND', keyId: 'key-1', versionId: 'v' },
  KEY_EDITED_MEANWHILE: { code: 'KEY_EDITED_MEANWHILE', keyId: 'key-1', fields: ['alias', 'tags'] },
  ROTATION_PENDING: { code: 'ROTATION_PENDING', keyId: 'key-1' },
  KEY_QUOTA_REACHED: { code: 'KEY_QUOTA_REACHED', instanceId: 'kst-1', used: 3, quota: 3 },
  TOO_MANY_TAGS: { code: 'TOO_MANY_TAGS', id: 'key-1', most: 20 },
  ALIAS_TAKEN: { code: 'ALIAS_TAKEN', alias: 'alias/a', keyId: 'key-1' },
  KEY_DAMAGED: { code: 'KEY_DAMAGED', keyId: 'key-1' },
  SECRET_DAMAGED: { code: 'SECRET_DAMAGED', name: 's' },
  SECRET_NOT_FOUND: { code: 'SECRET_NOT_FOUND', name: 's' },
  SECRET_NAME_TAKEN: { code: 'SECRET_NAME_TAKEN', name: 's', inRecoveryWindow: true },
  SECRET_IN_RECOVERY_WINDOW: { code: 'SECRET_IN_RECOVERY_WINDOW', name: 's' },
  SECRET_NOT_IN_RECOVERY_WINDOW: { code: 'SECRET_NOT_IN_RECOVERY_WINDOW', name: 's' },
  SECRET_QUOTA_REACHED: { code: 'SECRET_QUOTA_REACHED', instanceId: 'kst-1', used: 3, quota: 3 },
  SECRET_VERSION_NOT_FOUND: { code: 'SECRET_VERSION_NOT_FOUND', name: 's', versionId: 'v' },
  SECRET_KEY_MISSING: { code: 'SECRET_KEY_MISSING', name: 's', keyId: 'key-1', keyVersionId: 'v' },
  SECRET_VERSION_EXISTS: { code: 'SECRET_VERSION_EXISTS', name: 's', versionId: 'v', sameValue: false },
  SECRET_EDITED_MEANWHILE: { code: 'SECRET_EDITED_MEANWHILE', name: 's', fields: ['tags'] },
  CIPHERTEXT_MALFORMED: { code: 'CIPHERTEXT_MALFORMED' },
  CIPHERTEXT_OTHER_KEY: { code: 'CIPHERTEXT_OTHER_KEY', keyId: 'key-1' },
  CIPHERTEXT_CHANGED: { code: 'CIPHERTEXT_CHANGED' },
  MATERIAL_DAMAGED: { code: 'MATERIAL_DAMAGED', keyId: 'key-1', keyVersionId: 'v' },
  BACKUP_NOT_FOUND: { code: 'BACKUP_NOT_FOUND', backupId: 'kbi-1' },
  BACKUP_ALREADY_ENABLED: { code: 'BACKUP_ALREADY_ENABLED', backupId: 'kbi-1' },
  BACKUP_NOT_ENABLED: { code: 'BACKUP_NOT_ENABLED', backupId: 'kbi-1' },
  BACKUP_EXPIRED: { code: 'BACKUP_EXPIRED', backupId: 'kbi-1', expiredAt: new Date(0) },
  BACKUP_TYPE: { code: 'BACKUP_TYPE', backupId: 'kbi-1' },
  SOURCE_NOT_FOUND: { code: 'SOURCE_NOT_FOUND', ...instance },
  SOURCE_HARDWARE: { code: 'SOURCE_HARDWARE', ...instance },
  SOURCE_RELEASED: { code: 'SOURCE_RELEASED', ...instance },
  SOURCE_DAMAGED: { code: 'SOURCE_DAMAGED', ...instance, itemIds: ['key-1', 'db/password'] },
  BACKUP_BUSY: { code: 'BACKUP_BUSY', ...instance },
  DAY_OUTSIDE_RANGE: { code: 'DAY_OUTSIDE_RANGE', day: '2026-11-01', range, extendable: true },
  DAY_BEFORE_ENABLING: { code: 'DAY_BEFORE_ENABLING', day: '2026-11-01', enabledOn: '2026-11-10' },
  DAY_WITHOUT_DATA: { code: 'DAY_WITHOUT_DATA', day: '2026-11-01' },
  POINT_NOT_COVERED: {
    code: 'POINT_NOT_COVERED',
    day: '2026-11-23',
    at: new Date('2026-11-22T21:20:00Z'),
    timeZone: 'Asia/Shanghai',
  },
  RECORD_NOT_FOUND: { code: 'RECORD_NOT_FOUND', itemType: 'KEY', itemId: 'key-1', day: '2026-11-01' },
  RECORD_DAMAGED: { code: 'RECORD_DAMAGED', itemType: 'KEY', itemId: 'key-1' },
  VERIFICATION_RUNNING: { code: 'VERIFICATION_RUNNING', backupId: 'kbi-1' },
  NOTHING_TO_VERIFY: { code: 'NOTHING_TO_VERIFY', backupId: 'kbi-1' },
  CHAIN_BROKEN: { code: 'CHAIN_BROKEN', ordinal: 4 },
  KEY_EXISTS: { code: 'KEY_EXISTS', keyId: 'key-1', ...instance, state: 'PendingDeletion' },
  SECRET_EXISTS: { code: 'SECRET_EXISTS', ...instance, inRecoveryWindow: false },
  RESTORE_ALIAS_TAKEN: { code: 'RESTORE_ALIAS_TAKEN', alias: 'alias/a', keyId: 'key-1' },
  RESTORE_KEY_QUOTA: { code: 'RESTORE_KEY_QUOTA', instanceName: 'payments', used: 1, quota: 2, needed: 3 },
  RESTORE_SECRET_QUOTA: { code: 'RESTORE_SECRET_QUOTA', instanceName: 'payments', used: 1, quota: 1 },
  SECRET_NEEDS_KEY: {
    code: 'SECRET_NEEDS_KEY',
    name: 's',
    instanceName: 'payments',
    keys: [{ keyId: 'key-1', versionCount: 1, held: null, inBackup: true }],
  },
  DESTINATION_HARDWARE: { code: 'DESTINATION_HARDWARE', instanceName: 'hsm' },
  DESTINATION_OTHER_REGION: { code: 'DESTINATION_OTHER_REGION', instanceId: 'kst-1' },
  PROOF_FAILED: { code: 'PROOF_FAILED', itemId: 'key-1' },
};

describe('refusals', () => {
  const t = createTranslator({
    locale: 'en',
    messages,
    namespace: 'refusals',
    onError: (error) => {
      throw error;
    },
  });

  it.each(Object.values(samples))(
    '$code has a status and a text that ends in a full stop and has no gap',
    (refusal) => {
      expect(refusalStatus(refusal.code)).toBeGreaterThanOrEqual(400);
      const text = t(refusal.code, textParts(refusal, 'en'));
      expect(text).toMatch(/\.$/);
      expect(text).not.toMatch(/[{}]|undefined|refusals/);
      expect(text.length).toBeGreaterThan(30);
    },
  );

  it('offer to restore a missing key first only where the region holds none of its ID', () => {
    const key = { keyId: 'key-1', versionCount: 1, held: null, inBackup: true } as const;
    const text = (keys: readonly MissingKey[]) =>
      t('SECRET_NEEDS_KEY', textParts({ ...samples.SECRET_NEEDS_KEY, keys }, 'en'));
    const held = { by: 'other', instanceName: 'billing' } as const;
    expect(text([key])).toContain('restore the key first');
    expect(text([{ ...key, inBackup: false }])).toContain('look for a day');
    expect(text([key, { ...key, held }])).toContain('already holds');
    expect(text([key, { ...key, held }])).not.toContain('first');
  });

  it('name days as a person reads them', () => {
    expect(t('DAY_OUTSIDE_RANGE', textParts(samples.DAY_OUTSIDE_RANGE, 'en'))).toBe(
      '1 Nov 2026 is outside the queryable range, which runs from 18 Nov 2026 to 24 Nov 2026. Extend the queryable range to see it.',
    );
  });
});
