import type { Pool, PoolClient } from 'pg';

/** How long its connection may do nothing, and how long it may wait for a lock. */
const idleMs = 60_000;
const lockMs = 3_000;

/**
 * Runs `work` in one transaction on a connection of its own. The server itself ends one that waits for a lock or
 * does nothing for longer than a lease: a process that froze in the middle must not hold up whoever takes over.
 */
export async function inTransaction<T>(
  pool: Pool,
  mode: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(
      `BEGIN ISOLATION LEVEL ${mode}; SET LOCAL idle_in_transaction_session_timeout = '${idleMs}ms';
       SET LOCAL lock_timeout = '${lockMs}ms'`,
    );
    const value = await work(client);
    await client.query('COMMIT');
    client.release();
    return value;
  } catch (error) {
    client.release(true); // closed rather than reused: its transaction is in no known state
    throw error;
  }
}
