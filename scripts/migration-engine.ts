import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const root = fileURLToPath(new URL('..', import.meta.url));
const schemaFile = path.join(root, 'prisma', 'schema.prisma');
export const migrationsDir = path.join(root, 'prisma', 'migrations');
/** The schema as the migrations leave it. */
export const migratedSchemaFile = path.join(migrationsDir, 'schema-after-migrations.prisma');
const filters = { externalTables: [], externalEnums: [] };

let loaded: Promise<void> | undefined;

/** Loads Prisma's schema engine as WebAssembly: the npm package holds it, nothing is downloaded. */
function load(): Promise<void> {
  loaded ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
    const bytes = readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
    const imports = { './schema_engine_bg.js': { ...bindings, ...patientTimers() } };
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    bindings.__wbg_set_wasm(instance.exports);
    const start = instance.exports.__wbindgen_start;
    if (typeof start !== 'function') throw new Error('The schema engine of Prisma has changed its form.');
    start();
  })();
  return loaded;
}

/** The engine leaves a timer of ten seconds behind: with these it doesn't keep the process from ending. */
function patientTimers() {
  const start = (callback: () => void, ms: number) => setTimeout(callback, ms).unref();
  const names = Object.keys(bindings).filter((name) => name.startsWith('__wbg_setTimeout_'));
  return Object.fromEntries(names.map((name) => [name, start]));
}

/**
 * Hands a migration to the database as it stands, so that it happens whole or not at all. (The adapter's own way
 * cuts it at every semicolon, also within a function's body or a comment.)
 */
function wholeScripts(pool: pg.Pool): PrismaPg {
  const adapters = new PrismaPg(pool);
  const connect = adapters.connect.bind(adapters);
  adapters.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  };
  return adapters;
}

async function withEngine<T>(url: string, use: (engine: bindings.SchemaEngine) => Promise<T>): Promise<T> {
  await load();
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const factory = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool));
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [[schemaFile, readSchema()]] },
    () => {},
    factory,
  );
  try {
    return await use(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/** Applies every migration the database hasn't had and returns their names. Safe to run at once in several places. */
export async function applyMigrations(url: string): Promise<readonly string[]> {
  const outcome = await withEngine(url, (engine) =>
    engine.applyMigrations({ migrationsList: listMigrations(), filters }),
  );
  return outcome.appliedMigrationNames;
}

/**
 * The SQL that leads from one state of the Prisma schema to another; from nothing if `from` is undefined.
 * (Reading the state back from a database fails: the driver adapter can't read PostgreSQL's catalogue.)
 */
export async function diffSchemas(url: string, from: string | undefined, to: string): Promise<string> {
  const datamodel = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: schemaFile, content }],
  });
  const outcome = await withEngine(url, (engine) =>
    engine.diff({
      from: from === undefined ? { tag: 'empty' } : datamodel(from),
      to: datamodel(to),
      script: true,
      exitCode: null,
      filters,
    }),
  );
  return outcome.stdout ?? '';
}

export function readSchema(): string {
  return readFileSync(schemaFile, 'utf8');
}

function migrationNames(): string[] {
  if (!existsSync(migrationsDir)) return [];
  return readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function listMigrations(): bindings.MigrationList {
  const lock = path.join(migrationsDir, 'migration_lock.toml');
  return {
    baseDir: migrationsDir,
    shadowDbInitScript: '',
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lock) ? readFileSync(lock, 'utf8') : null,
    },
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(migrationsDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
