/** One measured quantity and what it may be. */
export type Figure = {
  readonly name: string;
  /** One a run; their median counts, for machines are noisy. */
  readonly values: readonly number[];
  readonly unit?: string;
  /** What it was made of, say. */
  readonly note?: string;
  /** Without a limit it is printed to be known. */
  readonly atMost?: number;
  readonly atLeast?: number;
};

/** Prints a figure beside its limit. True if it is met, or has none. */
export function report(figure: Figure): boolean {
  const { name, values, atMost, atLeast } = figure;
  const middle = median(values);
  const limits = [
    ...(atMost === undefined ? [] : [`at most ${shown(atMost)}`]),
    ...(atLeast === undefined ? [] : [`at least ${shown(atLeast)}`]),
  ];
  const met =
    !(atMost !== undefined && !(middle <= atMost)) && !(atLeast !== undefined && !(middle >= atLeast));
  const unit = figure.unit ? ` ${figure.unit}` : '';
  const all = values.toSorted((a, b) => a - b).map(shown);
  const mark = limits.length === 0 ? '      ' : met ? 'met   ' : 'MISSED';
  const rest = [...limits, ...(figure.note ? [figure.note] : [])].map((part) => `, ${part}`).join('');
  console.log(`${mark} ${name}: ${shown(middle)}${unit}${rest} (${all.join(', ')})`);
  return met;
}

const shown = (value: number) =>
  Number.isInteger(value) ? `${value}` : value < 0.1 ? value.toPrecision(2) : value.toFixed(2);

/** NaN if there is none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The value below which the given share (0 to 1) of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
