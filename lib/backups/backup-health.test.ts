import { describe, expect, it } from 'vitest';
import {
  backupHealth,
  backupTroubles,
  isBehind,
  isOnSchedule,
  isTrouble,
  summarizeHealth,
  troubledBackups,
} from './backup-health.ts';
import type { BackupListItem } from './model.ts';

const now = new Date('2026-11-24T04:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const sound: BackupListItem = {
  id: 'kbi-1',
  accountId: 'acc-1',
  regionId: 'cn-hangzhou',
  type: 'DEFAULT',
  state: 'ENABLED',
  alias: 'nightly',
  queryableDays: 7,
  createdAt: minutesAgo(10_000),
  expiresAt: null,
  sourceInstanceId: 'kst-1',
  enabledAt: minutesAgo(5000),
  dataKeyId: 'dk-1',
  epoch: 1,
  sourceName: 'payments',
  sourceReleased: false,
  latestBackupAt: minutesAgo(2),
  keyCount: 1,
  secretCount: 1,
  damagedItems: [],
  activity: null,
  lastFailure: null,
  verification: null,
};
const run = { kind: 'INCREMENTAL', startedAt: now, finishedAt: now, done: 0, total: 0, error: null } as const;
const result = { at: now, points: 3, records: 9, damaged: 0, brokenPoints: [], damagedUntil: null };

const ailing: Readonly<Record<string, Partial<BackupListItem>>> = {
  unverified: { verification: { result, running: null, error: 'FAILED' } },
  'source-released': { sourceReleased: true },
  damaged: { damagedItems: ['KEY key-1'] },
  late: { latestBackupAt: minutesAgo(16) },
  failed: { activity: { ...run, error: 'FAILED' } },
  unsound: { verification: { result: { ...result, damaged: 1 }, running: null, error: null } },
  expired: { expiresAt: minutesAgo(1) },
};

describe('the health of a backup instance', () => {
  it.each(Object.entries(ailing))(
    'is %s where that is all that ails it, and needs a person',
    (health, ails) => {
      expect(backupHealth({ ...sound, ...ails }, now)).toBe(health);
      expect(isTrouble(backupHealth({ ...sound, ...ails }, now))).toBe(true);
    },
  );

  it.each([
    ['enabled', {}],
    ['disabled', { state: 'DISABLED' }],
    ['waiting', { latestBackupAt: null, enabledAt: minutesAgo(2) }],
    ['running', { activity: { ...run, finishedAt: null } }],
    ['enabled', { lastFailure: { at: minutesAgo(60), code: 'FAILED' } }],
    ['enabled', { verification: { result, running: null, error: null } }],
  ] as const)('is %s without anybody having to do something', (health, facts) => {
    expect(backupHealth({ ...sound, ...facts }, now)).toBe(health);
    expect(isTrouble(health)).toBe(false);
  });

  it('is unsound also where a point of its chain does not hold', () => {
    const verification = { result: { ...result, brokenPoints: [2] }, running: null, error: null };
    expect(backupHealth({ ...sound, verification }, now)).toBe('unsound');
  });

  it('needs nobody for damage that ended before the queryable range, whatever the time zone and the clock change', () => {
    const ended = (hours: number) => ({
      ...sound,
      verification: {
        result: { ...result, damaged: 2, damagedUntil: minutesAgo(60 * hours) },
        running: null,
        error: null,
      },
    });
    const week = 7 * 24;
    expect(backupHealth(ended(week), now)).toBe('unsound');
    expect(backupHealth(ended(week + 1), now)).toBe('enabled');
    expect(backupHealth({ ...ended(week + 1), queryableDays: 8 }, now)).toBe('unsound');
  });

  it('tells the worst: damage that was found over what is late, and both over an item of the source', () => {
    const all = { ...sound, ...ailing.late, ...ailing.damaged, ...ailing.unsound };
    expect(backupHealth(all, now)).toBe('unsound');
    expect(backupHealth({ ...all, verification: null }, now)).toBe('late');
    expect(backupHealth({ ...all, ...ailing.failed, verification: null }, now)).toBe('failed');
  });

  it('is late where no backup has come since the enabling, and protects nothing once it has expired', () => {
    const without = { ...sound, latestBackupAt: null, enabledAt: minutesAgo(16) };
    expect(backupHealth(without, now)).toBe('late');
    expect(isBehind({ ...without, expiresAt: minutesAgo(1) }, now)).toBe(false);
    const sources = [{ id: 'kst-1', name: 'payments' }];
    expect(summarizeHealth([sound], sources, now).protectedCount).toBe(1);
    expect(summarizeHealth([{ ...sound, ...ailing.expired }], sources, now)).toMatchObject({
      protectedCount: 0,
      unprotected: ['payments'],
    });
  });

  it('hides behind damage that was found neither a failure nor a delay', () => {
    const troubles = (...names: readonly string[]) =>
      backupTroubles(Object.assign({}, sound, ...names.map((name) => ailing[name])), now);
    expect(troubles('unsound')).toEqual(['unsound']);
    expect(troubles('unsound', 'failed')).toEqual(['unsound', 'failed']);
    expect(troubles('unsound', 'late')).toEqual(['unsound', 'late']);
    expect(troubles('late')).toEqual(['late']);
    expect(troubles('unsound', 'late', 'expired')).toEqual(['expired']);
    expect(backupTroubles(sound, now)).toEqual([]);
  });

  it('names those that need a person, the worst first', () => {
    const backups = Object.entries(ailing).map(([id, ails]) => ({ ...sound, ...ails, id, alias: id }));
    const names = ['expired', 'unsound', 'failed', 'late', 'damaged', 'source-released', 'unverified'];
    expect(troubledBackups([sound, ...backups], now).map(({ id }) => id)).toEqual(names);
    expect(summarizeHealth(backups, [], now).troubled).toEqual(names);
  });

  it('is on schedule until one of a region is further behind than the schedule explains', () => {
    const of = (oldest: Date | null) => isOnSchedule({ oldest }, now);
    expect([of(null), of(minutesAgo(9)), of(minutesAgo(16))]).toEqual([true, true, false]);
  });
});
