import { expect, it } from 'vitest';
import { openTestDatabase } from '../lib/testing/database.ts';
import { proveReplicas } from './testing/replicas.ts';

it('three server processes on one database cover each slot of a day once, though one is frozen now and then', async () => {
  const test = await openTestDatabase();
  try {
    const proof = await proveReplicas(test.url, { days: 1, seed: 7, note: () => undefined });
    expect(proof.slots).toBe(288);
    expect(proof.freezes).toBeGreaterThan(3);
  } finally {
    await test.close();
  }
}, 300_000);
