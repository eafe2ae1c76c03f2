import { expect, it } from 'vitest';
import { crashRun } from './crash-run.ts';
import { killPoints } from './plan.ts';

/** The places where most is under way; `npm run test:crash` goes through all of them, and many random moments. */
const places = killPoints.filter(({ call, when, phase }) =>
  phase === 'full' || phase === 'incremental'
    ? call === 'session.commitPoint' || (call === 'snapshots.capture' && when === 'after')
    : when === 'after' &&
      ['transaction.insertKey', 'verifications.finish', 'verifications.keptPoints'].includes(call),
);

it('a process killed at named places and at random moments loses nothing acknowledged and leaves nothing half', async () => {
  const report = await crashRun(places.length + 4, places, () => undefined);
  expect(report.places.size).toBe(places.length);
}, 180_000);
