import { expect, it } from 'vitest';
import { openTestDatabase } from '../database.ts';
import { proveReplicas } from './prove-replicas.ts';

it('three server processes on one database cover each slot of half a day once, though one is frozen now and then', async () => {
  const test = await openTestDatabase();
  try {
    const proof = await proveReplicas(test.url, { days: 0.5, seed: 7, note: () => undefined });
    expect(proof.slots).toBe(144);
    expect(proof.freezes).toBeGreaterThan(1);
  } finally {
    await test.close();
  }
}, 300_000);
