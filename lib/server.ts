import 'server-only';
import { isLoopback, trustedPeers } from './adapters/auth/address.ts';
import { createAuth } from './adapters/auth/auth.ts';
import { isBearer } from './adapters/auth/bearer.ts';
import { addressOf, watchPeers } from './adapters/auth/peer-watch.ts';
import { systemClock } from './adapters/clock/system-clock.ts';
import { testClock } from './adapters/clock/test-clock.ts';
import { openDatabase } from './adapters/prisma/client.ts';
import { parseEnv } from './env.ts';

/** TEMP: stands in for the lead's composition root. */
export function server() {
  made ??= make();
  return made;
}

let made: ReturnType<typeof make> | undefined;

function make() {
  const env = parseEnv(process.env);
  const database = openDatabase(env.DATABASE_URL ?? '');
  const settable = env.KMS_TEST_CLOCK === '1' ? testClock(database) : null;
  const clock = settable ?? systemClock();
  return {
    env,
    database,
    clock,
    /** Null unless KMS_TEST_CLOCK=1. */
    testClock: settable,
    auth: createAuth({ database, secret: 'temporary-secret-of-thirty-two-characters!', env, clock }),
    /** The sender's address, if it can be believed. */
    addressOf,
    isLoopback,
    /** Once, at the start of the process. */
    watchPeers: () => watchPeers(trustedPeers(env.KMS_TRUST_PROXY)),
    /** Whether an Authorization header carries SNAPSHOT_TOKEN. */
    isSnapshotCaller: (authorization: string | null) => isBearer(authorization, env.SNAPSHOT_TOKEN ?? ''),
  };
}
