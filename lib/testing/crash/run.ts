// npm run test:crash: 200 kills, or as many as are named (`npm run test:crash -- 500`), every named place among them.
import { crashRun, summary } from './crash-run.ts';
import { killPoints } from './plan.ts';

const kills = Number(process.argv[2] ?? 200);
if (!Number.isInteger(kills) || kills < killPoints.length) {
  console.error(`At least ${killPoints.length} kills, so that every named place has its turn.`);
  process.exit(2);
}
const tell = (text: string) => process.stdout.write(`${text}\n`);
tell(summary(await crashRun(kills, killPoints, tell)));
tell('Nothing acknowledged was lost, no point is there by half, no slot is covered twice.');
