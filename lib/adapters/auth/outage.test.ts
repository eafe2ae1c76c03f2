import { describe, expect, it } from 'vitest';
import { openDatabase } from '../prisma/client.ts';
import { isDatabaseAway } from './outage.ts';

describe('a database that is away', () => {
  it('is told apart when nothing listens', async () => {
    const database = openDatabase('postgres://kms:kms@127.0.0.1:1/kms');
    const failure = await database.account.count().catch((error: unknown) => error);
    expect(isDatabaseAway(failure)).toBe(true);
    expect(isDatabaseAway(new Error('reading failed', { cause: failure }))).toBe(true);
    await database.$disconnect();
  });

  it.each([null, undefined, 'P1001', new Error('P1001'), { code: 'P2002' }, { code: '23505' }])(
    'is not %j',
    (error) => expect(isDatabaseAway(error)).toBe(false),
  );
});
