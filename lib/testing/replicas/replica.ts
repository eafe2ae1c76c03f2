// One server process of several on a database, as prove-replicas.ts drives them: takes what is due whenever a line comes in,
// and answers with a line. Environment: REPLICA_URL, REPLICA_ROOT_KEY.
import { createInterface } from 'node:readline';
import { testClock } from '../../adapters/clock/test-clock.ts';
import { newCrew } from '../../snapshots/crew.ts';
import { runDue } from '../../snapshots/run-due.ts';
import { worldOn } from '../world.ts';

const { REPLICA_URL = '', REPLICA_ROOT_KEY = '' } = process.env;
const world = await worldOn(REPLICA_URL, new Date().toISOString(), async () => undefined, REPLICA_ROOT_KEY);
const ports = { ...world.ports, clock: testClock(world.database) };
const crew = newCrew();
process.stdout.write('ready\n');

for await (const _ of createInterface({ input: process.stdin })) {
  const failures: string[] = [];
  const due = await runDue(ports, (backupId, error) => failures.push(`${backupId}: ${String(error)}`), crew);
  const count = (outcome: string) => due.snapshots.filter((snapshot) => snapshot.outcome === outcome).length;
  const answer = { quiet: due.quiet, points: count('point'), lost: count('lost'), failures };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await world.close();
