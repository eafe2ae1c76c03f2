import pg from 'pg';

/** What a backup is kept in. */
const tables = [
  'backup_records',
  'backup_points',
  'backup_manifests',
  'backup_coverage',
  'backup_instances',
  'verifications',
  'damaged_records',
  'snapshot_runs',
] as const;
export type Table = (typeof tables)[number];
export type Row = Readonly<Record<string, unknown>> & { readonly ctid: string };
export type Column = { readonly name: string; readonly type: string };

/** Changes a backup behind the console's back, and puts it back as it was. */
export type Tampering = {
  rows(table: Table, where: string): Promise<readonly Row[]>;
  columns(table: Table): Promise<readonly Column[]>;
  /** Gives one column of one row another value. */
  change(table: Table, row: Row, column: Column): Promise<void>;
  run(sql: string, values?: readonly unknown[]): Promise<void>;
  /** Whether the rows of the chain are those that were remembered. */
  isAsItWas(): Promise<boolean>;
  putBack(): Promise<void>;
  close(): Promise<void>;
};

/** Remembers the backups of a database as they are now. */
export async function openTampering(url: string): Promise<Tampering> {
  const client = new pg.Client(url);
  await client.connect();
  for (const table of tables) await client.query(`CREATE TABLE saved_${table} AS TABLE ${table}`);
  return {
    async rows(table, where) {
      const { rows } = await client.query<Row>(
        `SELECT ctid::text, * FROM ${table} WHERE ${where} ORDER BY ${orders[table] ?? 'ctid'}`,
      );
      return rows;
    },
    async columns(table) {
      const { rows } = await client.query<Column>(
        `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
        [table],
      );
      return rows;
    },
    async change(table, row, { name, type }) {
      const { rowCount } = await client.query(
        `UPDATE ${table} SET ${name} = ${another(name, type)} WHERE ctid = $1::tid`,
        [row.ctid],
      );
      if (rowCount !== 1) throw new Error(`No row of ${table} was changed`);
    },
    async run(sql, values = []) {
      await client.query(sql, [...values]);
    },
    async isAsItWas() {
      for (const table of tables.slice(0, 3)) {
        const { rows } = await client.query(
          `(TABLE ${table} EXCEPT TABLE saved_${table}) UNION ALL (TABLE saved_${table} EXCEPT TABLE ${table}) LIMIT 1`,
        );
        if (rows.length > 0) return false;
      }
      return true;
    },
    async putBack() {
      const statements = tables.map(
        (table) => `DELETE FROM ${table}; INSERT INTO ${table} TABLE saved_${table};`,
      );
      await client.query(`BEGIN; ${statements.join(' ')} COMMIT`);
    },
    close: () => client.end(),
  };
}

/** So that rows come in the same order after they were put back. */
const orders: Partial<Record<Table, string>> = {
  backup_records: 'item_type, item_id, from_ordinal',
  backup_points: 'ordinal',
  backup_manifests: 'ordinal',
};

/** SQL: a value that the column doesn't have. */
function another(name: string, type: string): string {
  switch (type) {
    case 'text':
      return `coalesce(${name}, '') || 'x'`;
    case 'integer':
    case 'bigint':
      return `coalesce(${name}, 0) + 100`;
    case 'bytea':
      // One byte, somewhere.
      return `CASE WHEN coalesce(length(${name}), 0) = 0 THEN '\\x00'::bytea ELSE
        (SELECT set_byte(${name}, at, get_byte(${name}, at) # 4) FROM floor(random() * length(${name})) f, int4(f) at) END`;
    case 'point_kind':
      return `(CASE ${name} WHEN 'FULL' THEN 'INCREMENTAL' ELSE 'FULL' END)::point_kind`;
    default:
      if (type.startsWith('timestamp')) return `coalesce(${name}, now()) + interval '1 millisecond'`;
      throw new Error(`How is a column of type ${type} changed?`);
  }
}
