import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyring } from '../adapters/crypto/keyring.ts';
import { rootKeys } from '../adapters/crypto/root-keys.ts';
import { firstBrokenPoint, hashChanges, pointMac } from './chain.ts';
import type { BackupPoint } from './model.ts';

const { key } = createKeyring(rootKeys(randomBytes(32).toString('base64'), [])).create(
  'dk-1',
  'acc',
  'kbi-1',
);

function chain(length: number): BackupPoint[] {
  const points: BackupPoint[] = [];
  for (let ordinal = 1; ordinal <= length; ordinal++) {
    const unsigned = {
      ordinal,
      kind: ordinal === 1 ? ('FULL' as const) : ('INCREMENTAL' as const),
      slotAt: new Date(ordinal * 300_000),
      capturedAt: new Date(ordinal * 300_000 + 1000),
      throughSeq: BigInt(ordinal * 3),
      keyCount: ordinal,
      secretCount: 2,
      added: 1,
      closed: 0,
      changesHash: hashChanges(key, [], []),
      setHash: null,
    };
    points.push({ ...unsigned, mac: pointMac(key, 'kbi-1', points.at(-1)?.mac ?? null, unsigned) });
  }
  return points;
}

describe('the chain of points', () => {
  const points = chain(6);

  it('holds as it was written, as a whole and from any point on', () => {
    expect(firstBrokenPoint(key, 'kbi-1', null, points)).toBeNull();
    expect(firstBrokenPoint(key, 'kbi-1', points[2]?.mac ?? null, points.slice(3))).toBeNull();
  });

  it('breaks at a point of which anything was changed', () => {
    const changes: Partial<BackupPoint>[] = [
      { kind: 'FULL' },
      { slotAt: new Date(0) },
      { capturedAt: new Date(0) },
      { throughSeq: 1n },
      { keyCount: 0 },
      { secretCount: 0 },
      { added: 0 },
      { closed: 5 },
      { changesHash: new Uint8Array(32) },
      { setHash: new Uint8Array(32) },
      { mac: new Uint8Array(32) },
    ];
    for (const change of changes) {
      const changed = points.map((point) => (point.ordinal === 4 ? { ...point, ...change } : point));
      expect(firstBrokenPoint(key, 'kbi-1', null, changed), JSON.stringify(Object.keys(change))).toBe(4);
    }
  });

  it('breaks where a point was dropped, and for another backup instance', () => {
    expect(firstBrokenPoint(key, 'kbi-1', null, points.toSpliced(2, 1))).toBe(3);
    expect(firstBrokenPoint(key, 'kbi-2', null, points)).toBe(1);
  });

  it('hashes changes whatever the order they were read in, and tells any two sets of changes apart', () => {
    const item = fc.record({
      itemType: fc.constantFrom('KEY' as const, 'SECRET' as const),
      itemId: fc.string(),
      fromOrdinal: fc.nat(5),
      contentHash: fc.uint8Array({ minLength: 4, maxLength: 4 }).map((value) => Uint8Array.from(value)),
    });
    fc.assert(
      fc.property(fc.array(item), fc.array(item), item, (added, closed, other) => {
        const hash = hashChanges(key, added, closed);
        expect(hashChanges(key, added.toReversed(), closed.toReversed())).toEqual(hash);
        expect(hashChanges(key, [...added, other], closed)).not.toEqual(hash);
        expect(hashChanges(key, added, [...closed, other])).not.toEqual(hash);
      }),
    );
  });
});
