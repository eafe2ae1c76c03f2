import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;
/** What runs inside one transaction. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** The database through Prisma, and the pool beneath it for reading very many rows, which Prisma does slowly. */
export type Connections = { readonly database: Database; readonly pool: pg.Pool };

/** Opens a pool on the database; the database's `$disconnect` closes it. Connections are made when first needed. */
export function openConnections(url: string): Connections {
  const pool = new pg.Pool({ connectionString: url, max: 20, connectionTimeoutMillis: 5000 });
  // An idle connection was lost: the pool makes another one, and a query that can't be served says so itself.
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  return { database: new PrismaClient({ adapter }), pool };
}

/** The same for whoever needs Prisma alone. */
export function openDatabase(url: string): Database {
  return openConnections(url).database;
}
