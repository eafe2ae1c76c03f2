// npm run bench: every figure beside its limit; fails if one is missed. `npm run bench -- encrypt` measures one
// group alone.
import { encryptFigures } from './encrypt.ts';
import { type Figure, report } from './figure.ts';
import { firstFullFigures } from './first-full.ts';
import { fleetFigures } from './fleet.ts';
import { growthFigures } from './growth.ts';
import { lighthouseFigures } from './lighthouse.ts';
import { listFigures } from './lists.ts';
import { peerFigures } from './peers.ts';
import { viewFigures } from './views.ts';

const groups: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  full: firstFullFigures,
  encrypt: encryptFigures,
  lists: listFigures,
  peers: peerFigures,
  growth: growthFigures,
  fleet: fleetFigures,
  views: viewFigures,
  lighthouse: lighthouseFigures,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in groups));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}.`);
  process.exit(2);
}

let missed = 0;
for (const [name, measure] of Object.entries(groups)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const figure of await measure()) if (!report(figure)) missed += 1;
}
process.exitCode = missed === 0 ? 0 : 1;
