/** One measured quantity and what it may be. */
export type Figure = {
  readonly name: string;
  /** One a run; their median counts, for machines are noisy. */
  readonly values: readonly number[];
  readonly unit?: string;
} & ({ readonly atMost: number } | { readonly atLeast: number });

/** Prints a figure beside its limit. True if it is met. */
export function report(figure: Figure): boolean {
  const sorted = figure.values.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const met = 'atMost' in figure ? median <= figure.atMost : median >= figure.atLeast;
  const limit = 'atMost' in figure ? `at most ${figure.atMost}` : `at least ${figure.atLeast}`;
  const unit = figure.unit ? ` ${figure.unit}` : '';
  const all = sorted.map(shown).join(', ');
  console.log(`${met ? 'met   ' : 'MISSED'} ${figure.name}: ${shown(median)}${unit}, ${limit} (${all})`);
  return met;
}

const shown = (value: number) => (Number.isInteger(value) ? `${value}` : value.toFixed(2));

/** The value below which the given share (0 to 1) of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
