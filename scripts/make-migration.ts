// npx tsx scripts/make-migration.ts <name>   a new migration: what schema.prisma says and the migrations don't yet
// npx tsx scripts/make-migration.ts --init   writes the first migration anew (before the first release only)
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  applyMigrations,
  diffSchemas,
  migratedSchemaFile,
  migrationsDir,
  readSchema,
} from './migration-engine.ts';
import { startCluster } from './postgres/cluster.ts';
import { findFreePort } from './postgres/free-port.ts';

const init = '20261124000000_init';
const given = process.argv[2];
if (given === undefined || !/^(--init|[a-z0-9_]+)$/.test(given)) {
  console.error('Usage: npx tsx scripts/make-migration.ts --init | <name in small letters>');
  process.exit(2);
}
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const name = given === '--init' ? init : `${stamp}_${given}`;

const folder = mkdtempSync(path.join(tmpdir(), 'kms-migration-'));
const port = await findFreePort();
const cluster = await startCluster({
  dir: path.join(folder, 'postgres'),
  port,
  password: 'scratch',
  durable: false,
});
const url = `postgresql://kms:scratch@127.0.0.1:${port}/postgres`;
try {
  const schema = readSchema();
  const before = given === '--init' ? undefined : readFileSync(migratedSchemaFile, 'utf8');
  const sql = await diffSchemas(url, before, schema);
  if (sql.trim() === '' || sql.includes('This is an empty migration')) {
    console.log('The migrations already say all that the schema says.');
  } else {
    mkdirSync(path.join(migrationsDir, name), { recursive: true });
    writeFileSync(path.join(migrationsDir, name, 'migration.sql'), sql);
    writeFileSync(migratedSchemaFile, schema);
    console.log(`Written: prisma/migrations/${name}/migration.sql`);
  }
  console.log(`All of them apply: ${(await applyMigrations(url)).join(', ')}`);
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
