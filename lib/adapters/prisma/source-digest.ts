/**
 * What `backup_records.source_digest` is made of: a hash of an item's row and its versions' rows in PostgreSQL's binary
 * form, which no setting of a session changes. It says what a full backup may leave unread; it proves nothing, for whoever
 * can write rows can compute it.
 */
type SourceRows = {
  /** A lateral join on the item `i`: its versions' rows, from the oldest, as one value `v.versions`. */
  readonly versions: string;
  readonly digest: string;
  /** Which rows are live items. */
  readonly live: string;
};

/** The columns of a version, in the order in which they are read. The item's uid is in the item's own row. */
export const versionColumns = {
  kms_key_versions: ['version_id', 'created_at', 'material', 'canary'],
  kms_secret_versions: ['version_id', 'created_at', 'stages', 'key_id', 'key_version_id', 'ciphertext'],
} as const;

// Every column of the item's own row counts, also one that is added later.
const digest = `substring(sha256(record_send(i.*) || coalesce(v.versions, '')) FOR 16)`;

const versions = (table: keyof typeof versionColumns, uid: string): string => `
  LEFT JOIN LATERAL (
    SELECT string_agg(record_send(ROW(${versionColumns[table].map((column) => `w.${column}`).join(', ')})), ''
      ORDER BY w.created_at, w.version_id) AS versions
    FROM ${table} w WHERE w.${uid} = i.uid) v ON true`;

export const keyRows: SourceRows = {
  versions: versions('kms_key_versions', 'key_uid'),
  digest,
  // A key whose material is still being made has nothing to back up yet.
  live: `i.deleted_at IS NULL AND i.state <> 'PendingCreation'`,
};

export const secretRows: SourceRows = {
  versions: versions('kms_secret_versions', 'secret_uid'),
  digest,
  live: 'i.deleted_at IS NULL',
};
