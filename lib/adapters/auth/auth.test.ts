import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseAway } from '../../access/errors.ts';
import type { Caller, SessionCookie } from '../../access/model.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { type Database, openDatabase } from '../prisma/client.ts';
import { createAuth } from './auth.ts';
import { bootstrapAdmin } from './bootstrap-admin.ts';

const password = 'the first password';
const secret = 'a secret for tests that has more than 32 characters';
const start = new Date('2026-05-01T08:00:00Z');

let test: TestDatabase;
let database: Database;
let now = start;
const clock = { now: async () => now };
const auth = () => createAuth({ database, secret, env: { KMS_PUBLIC_URL: undefined }, clock });

beforeAll(async () => {
  test = await openTestDatabase();
  database = openDatabase(test.url);
});
afterAll(async () => {
  await database.$disconnect();
  await test.close();
});
beforeEach(async () => {
  now = start;
  await database.authUser.deleteMany();
  await database.authRateLimit.deleteMany();
  await bootstrapAdmin(database, { password, now });
});

function from(address: string | null, cookie: SessionCookie | null = null): Caller {
  return { address, userAgent: 'test', cookie: cookie && sent(cookie) };
}

function sent(cookie: SessionCookie): string {
  return `${cookie.name}=${encodeURIComponent(cookie.value)}`;
}

async function signedIn(given = password): Promise<SessionCookie> {
  const result = await auth().signIn({ userName: 'admin', password: given }, from('203.0.113.1'));
  if (!result.ok) throw new Error(`not signed in: ${result.error.code}`);
  return result.value;
}

const tryWrong = (userName: string, address: string) =>
  auth().signIn({ userName, password: 'wrong' }, from(address));

describe('sign-in', () => {
  it('starts a session that says who it is', async () => {
    const cookie = await signedIn();
    expect(cookie).toMatchObject({ name: 'kms_session', httpOnly: true, sameSite: 'lax', secure: false });
    expect(cookie.maxAge).toBeUndefined();
    const account = await database.account.findFirstOrThrow();
    expect(await auth().actor(sent(cookie))).toMatchObject({ accountId: account.id, userName: 'admin' });
    const session = await database.authSession.findFirstOrThrow();
    expect(session.ipAddress).toBe('203.0.113.1');
    const hours = (session.expiresAt.getTime() - session.createdAt.getTime()) / 3_600_000;
    expect(hours).toBeCloseTo(12, 1);
  });

  it('takes the user name in any case', async () => {
    const result = await auth().signIn({ userName: 'Admin', password }, from('203.0.113.1'));
    expect(result.ok).toBe(true);
  });

  it.each([
    ['a wrong password', 'admin', 'wrong'],
    ['no password', 'admin', ''],
    ['a password longer than any', 'admin', 'x'.repeat(100_000)],
    ['an unknown user', 'nobody', password],
    ['no user name', '', password],
    ['a user name that can’t be', '../admin\u0000', password],
    ['a user name longer than any', 'a'.repeat(65), password],
  ])('gives the same answer to %s', async (_, userName, given) => {
    const result = await auth().signIn({ userName, password: given }, from('203.0.113.1'));
    expect(result).toEqual({ ok: false, error: { code: 'WRONG_CREDENTIALS' } });
    expect(await database.authSession.count()).toBe(0);
  });

  it('sets a cookie that only https and this host can set, where people come by https', async () => {
    const env = { KMS_PUBLIC_URL: 'https://kms.example' };
    const secured = createAuth({ database, secret, env, clock });
    const result = await secured.signIn({ userName: 'admin', password }, from(null));
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value).toMatchObject({ name: '__Host-kms_session', secure: true, path: '/' });
    expect(await secured.actor(sent(result.value))).toMatchObject({ userName: 'admin' });
    expect(await auth().actor(sent(result.value))).toBeNull();
  });

  it('says that the database is away', async () => {
    const nowhere = openDatabase('postgres://kms:kms@127.0.0.1:1/kms');
    const away = createAuth({ database: nowhere, secret, env: { KMS_PUBLIC_URL: undefined }, clock });
    const result = await away.signIn({ userName: 'admin', password }, from('203.0.113.1'));
    expect(result).toEqual({ ok: false, error: { code: 'DATABASE_AWAY' } });
    const cookie = await signedIn();
    await expect(away.actor(sent(cookie))).rejects.toThrow(DatabaseAway);
    await expect(away.signOut(sent(cookie))).rejects.toThrow(DatabaseAway);
    await nowhere.$disconnect();
  });
});

describe('a session', () => {
  it.each(['', 'kms_session=', 'kms_session=abc', 'kms_session=abc.def', 'other=1'])(
    'is not made up by the cookie %j',
    async (cookie) => expect(await auth().actor(cookie)).toBeNull(),
  );

  it('is not opened by another secret, nor by its token alone', async () => {
    const cookie = await signedIn();
    const other = createAuth({
      database,
      secret: secret.toUpperCase(),
      env: { KMS_PUBLIC_URL: undefined },
      clock,
    });
    expect(await other.actor(sent(cookie))).toBeNull();
    const { token } = await database.authSession.findFirstOrThrow();
    expect(await auth().actor(`kms_session=${token}`)).toBeNull();
  });

  it('ends 12 hours after its last use, and every use prolongs it', async () => {
    const cookie = await signedIn();
    const soon = new Date(Date.now() + 60_000);
    await database.authSession.updateMany({ data: { expiresAt: soon } });
    expect(await auth().actor(sent(cookie))).not.toBeNull();
    const prolonged = await database.authSession.findFirstOrThrow();
    expect(prolonged.expiresAt.getTime()).toBeGreaterThan(Date.now() + 11.9 * 3_600_000);
    await database.authSession.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await auth().actor(sent(cookie))).toBeNull();
    expect(await database.authSession.count()).toBe(0);
  });

  it('is over in the database after sign-out', async () => {
    const cookie = await signedIn();
    const other = await signedIn();
    expect(await auth().signOut(sent(cookie))).toMatchObject({ name: cookie.name, value: '', maxAge: 0 });
    expect(await auth().actor(sent(cookie))).toBeNull();
    expect(await auth().actor(sent(other))).not.toBeNull();
    expect(await auth().signOut(null)).toMatchObject({ maxAge: 0 });
  });
});

describe('tries', () => {
  it('are limited to 10 in 5 minutes for a user name, wherever they come from', async () => {
    for (let i = 1; i <= 10; i += 1) {
      expect(await tryWrong(i % 2 ? 'admin' : 'ADMIN', `203.0.113.${i}`)).toMatchObject({
        error: { code: 'WRONG_CREDENTIALS' },
      });
    }
    const retryAt = new Date(start.getTime() + 5 * 60_000);
    const right = await auth().signIn({ userName: 'admin', password }, from('203.0.113.99'));
    expect(right).toEqual({ ok: false, error: { code: 'TOO_MANY_TRIES', retryAt } });
    now = new Date(retryAt.getTime() - 1);
    expect(await tryWrong('admin', '203.0.113.98')).toMatchObject({
      error: { code: 'TOO_MANY_TRIES', retryAt },
    });
    now = retryAt;
    await signedIn();
  });

  it('are limited to 30 in 5 minutes for an address, whatever the user name', async () => {
    for (let i = 1; i <= 30; i += 1) await tryWrong(`-${i}`, '203.0.113.5');
    expect(await tryWrong('someone', '203.0.113.5')).toMatchObject({ error: { code: 'TOO_MANY_TRIES' } });
    expect(await tryWrong('someone', '203.0.113.6')).toMatchObject({ error: { code: 'WRONG_CREDENTIALS' } });
  });

  it('made at the same moment don’t pass the limit together', async () => {
    const results = await Promise.all(
      Array.from({ length: 14 }, (_, i) => tryWrong('admin', `203.0.113.${i}`)),
    );
    const codes = results.map((result) => (result.ok ? 'OK' : result.error.code));
    expect(codes.filter((code) => code === 'WRONG_CREDENTIALS')).toHaveLength(10);
    expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(4);
  });

  it('are forgotten for the user name once it signs in, and right ones never count for the address', async () => {
    for (let i = 1; i <= 9; i += 1) await tryWrong('admin', '203.0.113.1');
    await signedIn();
    const left = await database.authRateLimit.findMany({ select: { key: true, count: true } });
    expect(left).toEqual([{ key: 'address:203.0.113.1', count: 9 }]);
  });

  it('leave no rows behind for ever', async () => {
    await tryWrong('someone', '203.0.113.1');
    now = new Date(start.getTime() + 6 * 60_000);
    await tryWrong('someone-else', '203.0.113.2');
    const keys = (await database.authRateLimit.findMany()).map((row) => row.key).sort();
    expect(keys).toEqual(['address:203.0.113.2', 'user:someone-else']);
  });
});

describe('change of password', () => {
  const next = 'the second password';

  it('ends every other session and keeps the one that asked', async () => {
    const mine = await signedIn();
    const other = await signedIn();
    const result = await auth().changePassword({ current: password, next }, from('203.0.113.1', mine));
    if (!result.ok) throw new Error(result.error.code);
    expect(await auth().actor(sent(other))).toBeNull();
    expect(await auth().actor(sent(mine))).toBeNull();
    expect(await auth().actor(sent(result.value))).toMatchObject({ userName: 'admin' });
    expect(await auth().signIn({ userName: 'admin', password }, from(null))).toMatchObject({ ok: false });
    await signedIn(next);
  });

  it('asks for the current password, 10 times at most', async () => {
    const mine = await signedIn();
    const ask = () => auth().changePassword({ current: 'wrong', next }, from(null, mine));
    for (let i = 1; i <= 10; i += 1) expect(await ask()).toMatchObject({ error: { code: 'WRONG_PASSWORD' } });
    expect(await ask()).toMatchObject({ error: { code: 'TOO_MANY_TRIES' } });
    await signedIn();
  });

  it('is for the signed in', async () => {
    const result = await auth().changePassword({ current: password, next }, from(null));
    expect(result).toEqual({ ok: false, error: { code: 'UNAUTHENTICATED' } });
  });
});

describe('the first admin', () => {
  it('is one, however many processes start at once', async () => {
    await database.authUser.deleteMany();
    await database.account.deleteMany();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => bootstrapAdmin(database, { password: `${password} ${i}`, now })),
    );
    expect(all.filter((one) => one.created)).toHaveLength(1);
    const [accounts, users, credentials] = await Promise.all([
      database.account.findMany(),
      database.authUser.findMany(),
      database.authCredential.findMany(),
    ]);
    expect([accounts.length, users.length, credentials.length]).toEqual([1, 1, 1]);
    expect(accounts[0]).toMatchObject({ id: users[0]?.accountId, name: 'Default account' });
    expect(accounts[0]?.id).toMatch(/^acc-[0-9a-f]{20}$/);
    await signedIn(`${password} ${all.findIndex((one) => one.created)}`);
  });

  it('keeps its password at every later start', async () => {
    expect(await bootstrapAdmin(database, { password: 'another password', now })).toEqual({
      created: false,
    });
    await signedIn();
  });
});
