import type { Page, PageRequest } from '../kernel/page.ts';
import type { Region } from '../kernel/regions.ts';
import type { Result } from '../kernel/result.ts';
import type { SortOrder } from '../kernel/sort.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdGenerator } from '../ports/ids.ts';
import type { Keyring, WrappedDataKey } from '../ports/keyring.ts';
import type { RandomNumbers } from '../ports/random.ts';
import type { KmsError } from './errors.ts';
import type { InstanceSort, KeySort, SecretSort, SecretState } from './list-orders.ts';
import type {
  FoundItems,
  InstanceListItem,
  InstanceType,
  InstanceUsage,
  KeyListItem,
  KeySpec,
  KeyState,
  KeyUsage,
  KeyVersion,
  KeyWithVersions,
  KmsInstance,
  KmsKey,
  KmsSecret,
  LeavingItem,
  SecretListItem,
  SecretVersion,
  SecretWithVersions,
  SigningAlgorithm,
} from './model.ts';
import type { Seal } from './row-seal.ts';

/** What a customer's key does, by spec. Knows nothing of where material is kept. */
export interface KeyCrypto {
  /** Fresh key material: 32 raw bytes for AES, else a private key (PKCS#8, DER). RSA takes up to seconds. */
  generate(spec: KeySpec): Promise<Uint8Array<ArrayBuffer>>;
  /** AES alone: encrypts and authenticates (AES-256-GCM). */
  seal(material: Uint8Array, plain: Uint8Array, boundTo: string): Uint8Array<ArrayBuffer>;
  /** Undefined: another key, other bytes or another binding. */
  open(material: Uint8Array, sealed: Uint8Array, boundTo: string): Uint8Array<ArrayBuffer> | undefined;
  /** RSA alone: RSAES_OAEP_SHA_256 without a label, under the public part. `plain` must fit (`key-specs.ts`). */
  encrypt(material: Uint8Array, plain: Uint8Array): Uint8Array<ArrayBuffer>;
  /** Undefined: made with another key, or changed. */
  decrypt(material: Uint8Array, ciphertext: Uint8Array): Uint8Array<ArrayBuffer> | undefined;
  /** RSA and EC: ECDSA signatures in DER. The algorithm must be one of the spec's. */
  sign(material: Uint8Array, algorithm: SigningAlgorithm, message: Uint8Array): Uint8Array<ArrayBuffer>;
  /** Whether the signature fits the public part of the material. */
  verify(
    material: Uint8Array,
    algorithm: SigningAlgorithm,
    message: Uint8Array,
    signature: Uint8Array,
  ): boolean;
  /** RSA and EC: the public part as PEM (SubjectPublicKeyInfo). */
  publicKey(material: Uint8Array): string;
}

/** Null means every one of them, in all filters. */
export type InstanceFilter = PageRequest & {
  readonly type: InstanceType | null;
  readonly sort: SortOrder<InstanceSort>;
};
/** Which keys a list holds, whatever its order. */
export type KeyMatch = Pick<PageRequest, 'search'> & {
  readonly instanceId: string | null;
  readonly state: KeyState | null;
  readonly spec: KeySpec | null;
  readonly usage: KeyUsage | null;
};
export type KeyFilter = PageRequest & KeyMatch & { readonly sort: SortOrder<KeySort> };
export type SecretMatch = Pick<PageRequest, 'search'> & {
  readonly instanceId: string | null;
  readonly state: SecretState | null;
  /** The key that encrypts new versions. */
  readonly keyId: string | null;
};
export type SecretFilter = PageRequest & SecretMatch & { readonly sort: SortOrder<SecretSort> };

/** A key as a selection remembers it. */
export type KeyName = Pick<KmsKey, 'keyId' | 'alias'>;

export type InstanceChange = Partial<Pick<KmsInstance, 'name' | 'keyQuota' | 'secretQuota'>>;

/** The changes that an operation makes to a key's own row. */
export type KeyChange = Partial<
  Pick<
    KmsKey,
    | 'alias'
    | 'description'
    | 'tags'
    | 'state'
    | 'primaryVersionId'
    | 'rotatedAt'
    | 'rotationDays'
    | 'nextRotationAt'
    | 'deletionAt'
  >
>;
export type SecretChange = Partial<
  Pick<
    KmsSecret,
    | 'keyId'
    | 'description'
    | 'tags'
    | 'rotatedAt'
    | 'rotationDays'
    | 'generator'
    | 'nextRotationAt'
    | 'deletionAt'
  >
>;
export type VersionChange = {
  readonly added?: SecretVersion;
  readonly removed?: readonly string[];
  readonly stages?: ReadonlyMap<string, readonly string[]>;
};

/**
 * One transaction on one instance, whose row is locked first: quotas can't be overrun, and the change feed's
 * numbers commit in their order. Every change made through it takes that transaction's number. Its writes take the
 * seal of what they leave: `sealed-writes.ts` makes it.
 */
export interface InstanceTransaction {
  readonly instance: KmsInstance;
  /** The change feed's number that this transaction took: the one before is the last that was committed. */
  readonly changeSeq: bigint;
  readonly dataKey: WrappedDataKey;
  usage(): Promise<InstanceUsage>;
  /** Who follows the change feed (backup instances that have not expired), and how far each has seen it. */
  followers(now: Date): Promise<readonly FeedFollower[]>;
  /** The name of an instance of the same account; its id if there is none. */
  instanceName(instanceId: string): Promise<string>;
  /** A live key of this instance. */
  findKey(keyId: string): Promise<KeyWithVersions | undefined>;
  /** A live key with that id anywhere in the instance's region. */
  findKeyInRegion(keyId: string): Promise<KmsKey | undefined>;
  /** The live key in the region that has the alias. */
  findAliasInRegion(alias: string): Promise<KmsKey | undefined>;
  insertKey(key: KmsKey, versions: readonly KeyVersion[], seal: Seal): Promise<void>;
  changeKey(keyId: string, change: KeyChange, seal: Seal, added?: KeyVersion): Promise<void>;
  /** Asks for a new version of the live key, whose material takes seconds. False: one is already asked for. */
  queueGeneration(keyId: string, requestedAt: Date): Promise<boolean>;
  /** Ends what was claimed with the token. False: the key is gone, or somebody else took over. */
  endGeneration(keyId: string, token: string): Promise<boolean>;
  /** Destroys the versions and leaves a tombstone; a version that is being made is not waited for. */
  deleteKey(keyId: string, at: Date, seal: Seal): Promise<void>;
  findSecret(name: string): Promise<SecretWithVersions | undefined>;
  findSecretInRegion(name: string): Promise<KmsSecret | undefined>;
  insertSecret(secret: KmsSecret, versions: readonly SecretVersion[], seal: Seal): Promise<void>;
  changeSecret(name: string, change: SecretChange, seal: Seal, versions?: VersionChange): Promise<void>;
  deleteSecret(name: string, at: Date, seal: Seal): Promise<void>;
  /** The id of the live instance of the region that has the name. */
  findInstanceInRegion(name: string): Promise<string | undefined>;
  changeInstance(change: InstanceChange): Promise<void>;
  /** Destroys every key and secret and the instance's data key; the instance remains as released. */
  release(at: Date): Promise<void>;
}

/** `dataKey` undefined: its row is gone. */
export type KeyForUse = KeyWithVersions & { readonly dataKey: WrappedDataKey | undefined };

/** `throughSeq`: the last number of the change feed that it has seen. */
export type FeedFollower = { readonly id: string; readonly throughSeq: bigint };

/** Instances, keys and secrets as kept. Every read is bound to the account that is given. */
export interface KmsStore {
  /** False if a live instance of the region has the name. */
  insertInstance(instance: KmsInstance, dataKey: WrappedDataKey): Promise<boolean>;
  findInstance(accountId: string, instanceId: string): Promise<InstanceListItem | undefined>;
  listInstances(accountId: string, regionId: string, filter: InstanceFilter): Promise<Page<InstanceListItem>>;
  /** Every instance of the region that is not released, by name. */
  liveInstances(accountId: string, regionId: string): Promise<readonly InstanceListItem[]>;

  findKey(accountId: string, regionId: string, keyId: string): Promise<KeyWithVersions | undefined>;
  listKeys(accountId: string, regionId: string, filter: KeyFilter): Promise<Page<KeyListItem>>;
  /** Those that match, at most so many, in the order of their making. */
  matchingKeys(
    accountId: string,
    regionId: string,
    match: KeyMatch,
    most: number,
  ): Promise<readonly KeyName[]>;
  /** The instance's live keys in batches; not one state of it, if it changes meanwhile. */
  keysOf(accountId: string, instanceId: string): AsyncIterable<readonly KeyWithVersions[]>;
  /** The same of its live secrets. */
  secretsOf(accountId: string, instanceId: string): AsyncIterable<readonly SecretWithVersions[]>;
  /** How many live secrets have a version encrypted under the key. */
  countSecretsOfKey(accountId: string, regionId: string, keyId: string): Promise<number>;
  /** The names of those secrets, in order, at most so many. */
  namesOfSecretsUnder(
    accountId: string,
    regionId: string,
    keyId: string,
    most: number,
  ): Promise<readonly string[]>;

  findSecret(accountId: string, regionId: string, name: string): Promise<SecretWithVersions | undefined>;
  listSecrets(accountId: string, regionId: string, filter: SecretFilter): Promise<Page<SecretListItem>>;
  /** The names of those that match, at most so many, in the order of their making. */
  matchingSecrets(
    accountId: string,
    regionId: string,
    match: SecretMatch,
    most: number,
  ): Promise<readonly string[]>;

  /** The live key, all of its versions, and the data key that they are sealed under: few reads, for every use. */
  findKeyForUse(accountId: string, regionId: string, keyId: string): Promise<KeyForUse | undefined>;

  /** The data key of a KMS instance or a backup instance of the account. */
  findDataKey(accountId: string, dataKeyId: string): Promise<WrappedDataKey | undefined>;
  /** The data key of an instance that is not released. */
  dataKeyOf(accountId: string, instanceId: string): Promise<WrappedDataKey | undefined>;

  /**
   * Runs `work` in one transaction on the account's live instance; an error as its result undoes everything.
   * If another transaction took a name, alias or id meanwhile, `work` runs again and sees it.
   * Refuses with INSTANCE_NOT_FOUND or INSTANCE_RELEASED.
   */
  inInstance<T, E>(
    accountId: string,
    instanceId: string,
    work: (transaction: InstanceTransaction) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | KmsError>>;

  /** Keys and secrets whose scheduled deletion is due, in batches. */
  dueDeletions(now: Date): AsyncIterable<readonly DueDeletion[]>;
  /** Enabled keys whose automatic rotation is due, in batches. */
  dueRotations(now: Date): AsyncIterable<readonly DueRotation[]>;
  /** Leases the oldest key version that waits for its material and that nobody else is making. */
  claimGeneration(now: Date, leaseUntil: Date, token: string): Promise<ClaimedGeneration | undefined>;
  /** Whether a version of the live key waits for its material. */
  isGenerating(accountId: string, regionId: string, keyId: string): Promise<boolean>;
  /** Secrets outside a recovery window whose rotation is due, in batches. */
  dueSecretRotations(now: Date): AsyncIterable<readonly DueSecretRotation[]>;
}

/** A secret whose scheduled rotation has come. */
export type DueSecretRotation = {
  readonly accountId: string;
  readonly instanceId: string;
  readonly name: string;
};

/** Looks at a whole region or account at once: what the overview and the palette show. Bound to the account given. */
export interface KmsFinder {
  /** Live keys and secrets whose deletion is scheduled, the soonest first, at most so many; and how many there are. */
  leaving(
    accountId: string,
    regionId: string,
    most: number,
  ): Promise<{ readonly items: readonly LeavingItem[]; readonly total: number }>;
  /**
   * Live keys, secrets and instances of every region that hold the text where their lists look for it, case ignored:
   * at most so many of each, those whose name begins with it first (of very many that match, the newest are looked at).
   */
  find(accountId: string, text: string, most: number): Promise<FoundItems>;
}

/** An item whose scheduled deletion has come. */
export type DueDeletion = {
  readonly accountId: string;
  readonly instanceId: string;
  readonly itemType: 'KEY' | 'SECRET';
  readonly itemId: string;
};

export type DueRotation = {
  readonly accountId: string;
  readonly instanceId: string;
  readonly keyId: string;
};

/** A lease on one key version that is to be made. */
export type ClaimedGeneration = DueRotation & { readonly regionId: string; readonly token: string };

/** What the use cases of the KMS need. */
export type KmsPorts = {
  readonly kms: KmsStore;
  readonly crypto: KeyCrypto;
  readonly keyring: Keyring;
  readonly ids: IdGenerator;
  readonly random: RandomNumbers;
  readonly clock: Clock;
  /** The site's regions. */
  readonly regions: readonly Region[];
};
