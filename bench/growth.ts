import { type Figure, median } from './figure.ts';
import { type OurSteps, openStage } from './our-steps.ts';

const sizes = [2000, 20_000, 200_000];

const shownSteps: readonly (readonly [string, (steps: OurSteps) => number])[] = [
  ['first full backup', (our) => our.firstFull],
  ['full backup without a change', (our) => median(our.sameFull)],
  ['incremental, 1% changed', (our) => our.changed.seconds],
  ['incremental, nothing changed', (our) => median(our.quiet)],
  ['all items read and opened', (our) => our.readAll],
  ['one item read and opened', (our) => median(our.readOne)],
  ['verified whole', (our) => our.verify],
];

/** Our steps at a tenth, once and ten times the size at which they are held against the peers. */
export async function growthFigures(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const items of sizes) {
    const stage = await openStage(items, 0);
    try {
      const steps = await stage.run();
      const of = `${items.toLocaleString('en')} items`;
      for (const [name, value] of shownSteps) {
        figures.push({ name: `${of}: ${name}`, values: [value(steps) * 1000], unit: 'ms' });
      }
      figures.push({
        name: `${of}: memory above idle`,
        values: [steps.peakBytes / 1024 / 1024],
        unit: 'MiB',
      });
    } finally {
      await stage.close();
    }
  }
  return figures;
}
