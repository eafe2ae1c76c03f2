/** Instances, keys and secrets, as the KMS knows them (research of the real service's terms and limits). */

export type InstanceType = 'SOFTWARE' | 'HARDWARE';

/** A KMS instance: a region's container of keys and secrets, under a data key of its own. */
export type KmsInstance = {
  readonly id: string;
  readonly accountId: string;
  readonly regionId: string;
  readonly name: string;
  readonly type: InstanceType;
  /** Most key versions it may hold: every version of every key counts. */
  readonly keyQuota: number;
  readonly secretQuota: number;
  readonly dataKeyId: string;
  readonly createdAt: Date;
  readonly releasedAt: Date | null;
};

/** What an instance holds now. `keyVersions` counts those that are still being made. */
export type InstanceUsage = { readonly keys: number; readonly keyVersions: number; readonly secrets: number };

/** What a key is made of; `key-specs.ts` says what each can do. */
export const keySpecs = [
  'Aliyun_AES_256',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_P256',
  'EC_P256K',
] as const;
export type KeySpec = (typeof keySpecs)[number];
export const keyUsages = ['ENCRYPT/DECRYPT', 'SIGN/VERIFY'] as const;
export type KeyUsage = (typeof keyUsages)[number];
/** How a key signs: over SHA-256 of the message, named as the real service names them. */
export const signingAlgorithms = ['RSA_PSS_SHA_256', 'RSA_PKCS1_SHA_256', 'ECDSA_SHA_256'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];
/** PendingCreation: its material is still being made; it has no version yet and is in no backup. */
export const keyStates = ['Enabled', 'Disabled', 'PendingDeletion', 'PendingCreation'] as const;
export type KeyState = (typeof keyStates)[number];
export type Tags = Readonly<Record<string, string>>;

/** A key without its versions. Its ID is unique among the live keys of an account and region. */
export type KmsKey = {
  readonly accountId: string;
  readonly regionId: string;
  readonly instanceId: string;
  readonly keyId: string;
  /** `alias/…`, unique in the region. */
  readonly alias: string | null;
  readonly description: string;
  readonly tags: Tags;
  readonly spec: KeySpec;
  readonly usage: KeyUsage;
  readonly state: KeyState;
  /** Empty while PendingCreation. */
  readonly primaryVersionId: string;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  /** Automatic rotation every so many days (7 to 365, symmetric keys alone); null: off. */
  readonly rotationDays: number | null;
  /** When it rotates by itself next; null if `rotationDays` is. */
  readonly nextRotationAt: Date | null;
  /** When a key in PendingDeletion is destroyed. */
  readonly deletionAt: Date | null;
};

/** A key version as kept: its material sealed under the instance's data key. */
export type KeyVersion = {
  readonly versionId: string;
  readonly createdAt: Date;
  readonly material: Uint8Array<ArrayBuffer>;
  /** Made with the material at its creation, never changed: proof after a restore. */
  readonly canary: Uint8Array<ArrayBuffer>;
};

/** What a row keeps beside its columns: the number of its last change, and its seal (`row-seal.ts`). */
export type RowSeal = { readonly changeSeq: bigint; readonly mac: Uint8Array<ArrayBuffer> };

/** A key as kept. Whether it still is as the KMS wrote it, `row-seal.ts` says. */
export type KeyWithVersions = RowSeal & { readonly key: KmsKey; readonly versions: readonly KeyVersion[] };

/** A secret without its versions. Its name is unique among the live secrets of an account and region. */
export type KmsSecret = {
  readonly accountId: string;
  readonly regionId: string;
  readonly instanceId: string;
  readonly name: string;
  /** The key that encrypts new versions. */
  readonly keyId: string;
  readonly description: string;
  readonly tags: Tags;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  /** Scheduled rotation: a generated value takes the place of the current one every so many days; null: off. */
  readonly rotationDays: number | null;
  /** How its values are generated; null if they never were. */
  readonly generator: SecretGenerator | null;
  /** When it rotates by itself next; null if `rotationDays` is. */
  readonly nextRotationAt: Date | null;
  /** When a secret in its recovery window is destroyed. */
  readonly deletionAt: Date | null;
};

/** Kinds of characters in a generated value. */
export const characterKinds = ['lower', 'upper', 'digit', 'symbol'] as const;
export type CharacterKind = (typeof characterKinds)[number];

/** `length` characters, at least one of each of the kinds. */
export type SecretGenerator = { readonly length: number; readonly kinds: readonly CharacterKind[] };

/** Built-in stages: each is held by at most one version of a secret. */
export const currentStage = 'ACSCurrent';
export const previousStage = 'ACSPrevious';

/** A secret's version; its value is encrypted under a key version. */
export type SecretVersion = {
  readonly versionId: string;
  readonly stages: readonly string[];
  /** The key version that the value is encrypted under. */
  readonly keyId: string;
  readonly keyVersionId: string;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  readonly createdAt: Date;
};

export type SecretWithVersions = RowSeal & {
  readonly secret: KmsSecret;
  readonly versions: readonly SecretVersion[];
};

export type InstanceListItem = KmsInstance & InstanceUsage;
export type KeyListItem = KmsKey & { readonly versionCount: number; readonly instanceName: string };
export type SecretListItem = KmsSecret & { readonly versionCount: number; readonly instanceName: string };

/** A key's own page: metadata alone, never material. */
export type KeyDetails = {
  readonly key: KmsKey;
  readonly instanceName: string;
  readonly versions: readonly {
    readonly versionId: string;
    readonly createdAt: Date;
    readonly primary: boolean;
  }[];
  /** Live secrets with a version encrypted under it. */
  readonly secretCount: number;
  /** A version is being made: its first one (PendingCreation), or that of a rotation. */
  readonly pendingVersion: boolean;
  /** Why it can't be rotated now; a rotation by itself waits until it can. */
  readonly rotationBlocked: 'damaged' | 'state' | 'pending' | 'quota' | null;
  /** Changed without the KMS: nothing but Delete Now is possible, then a restore. */
  readonly damaged: boolean;
};

/** A secret's own page: metadata alone, never a value. */
export type SecretDetails = {
  readonly secret: KmsSecret;
  readonly instanceName: string;
  /** The key that encrypts its next versions. */
  readonly encryptionKey: KeyStanding;
  /** As a key's. */
  readonly damaged: boolean;
  readonly versions: readonly {
    readonly versionId: string;
    readonly createdAt: Date;
    readonly stages: readonly string[];
    /** The key that its value is encrypted under; Missing also if that key has lost the version in question. */
    readonly key: KeyStanding;
  }[];
};

/**
 * How a secret's key stands. Missing: no live key of the secret's instance has the ID. Damaged: changed without the
 * KMS. Only an Enabled one is used.
 */
export type KeyStanding = {
  readonly keyId: string;
  readonly alias: string | null;
  readonly state: KeyState | 'Missing' | 'Damaged';
};

/** A live item whose deletion is scheduled. */
export type LeavingItem = {
  readonly itemType: 'KEY' | 'SECRET';
  /** The key's ID or the secret's name. */
  readonly itemId: string;
  /** A key's, if it has one. */
  readonly alias: string | null;
  readonly deletionAt: Date;
};

/** What a text was found in, over all regions of an account. */
export type FoundItems = {
  readonly instances: readonly { readonly regionId: string; readonly id: string; readonly name: string }[];
  readonly keys: readonly {
    readonly regionId: string;
    readonly keyId: string;
    readonly alias: string | null;
  }[];
  readonly secrets: readonly { readonly regionId: string; readonly name: string }[];
};

/** A sample instance that was made, and what it holds. */
export type Sample = { readonly name: string; readonly keys: number; readonly secrets: number };
