/** A bar: which slot of the day, how many changes, and whether it is a full backup. */
export type Bar = { readonly slot: number; readonly changes: number; readonly isFull: boolean };
/** The first and the last of consecutive slots. */
export type Slots = readonly [first: number, last: number];

/** A day's time line by its slots, 0 being 00:00 and the last 24:00: small enough to be sent to the browser. */
export type LineModel = {
  /** The first slot, in milliseconds since 1970, and the time from one to the next. */
  readonly from: number;
  readonly slotMs: number;
  /** Each slot's time as a person reads it in the region. */
  readonly labels: readonly string[];
  readonly bars: readonly Bar[];
  readonly covered: readonly Slots[];
  readonly gaps: readonly Slots[];
  /** The first slot that is still to come. */
  readonly future: number;
};

/** A slot as an address has it, in UTC. */
export const slotText = (model: Pick<LineModel, 'from' | 'slotMs'>, slot: number): string =>
  `${new Date(model.from + slot * model.slotMs).toISOString().slice(0, 16)}Z`;

export const slotOf = (model: Pick<LineModel, 'from' | 'slotMs'>, at: Date): number =>
  Math.round((at.getTime() - model.from) / model.slotMs);

export const isCovered = ({ covered }: LineModel, slot: number): boolean =>
  covered.some(([first, last]) => slot >= first && slot <= last);

/** The covered slot nearest to a place on the line; where a bar is within reach, that one. */
export function nearestSlot(model: LineModel, place: number, reach: number): number | undefined {
  const bars = model.bars.map(({ slot }) => slot).filter((slot) => Math.abs(slot - place) <= reach);
  const candidates = bars.length > 0 ? bars : model.covered.map((span) => within(span, Math.round(place)));
  return candidates.toSorted((a, b) => Math.abs(a - place) - Math.abs(b - place))[0];
}

/** The next covered slot after one (step 1) or before it (step -1); undefined at the end. */
export function nextCovered(model: LineModel, slot: number, step: 1 | -1): number | undefined {
  for (let next = slot + step; next >= 0 && next < model.labels.length; next += step) {
    if (isCovered(model, next)) return next;
  }
  return undefined;
}

/** The next point that found changes, or a full, after a slot or before it. */
export function nextBar(model: LineModel, slot: number, step: 1 | -1): number | undefined {
  const beyond = model.bars.map((bar) => bar.slot).filter((other) => (other - slot) * step > 0);
  return beyond.toSorted((a, b) => (a - b) * step)[0];
}

export const firstCovered = ({ covered }: LineModel): number | undefined => covered[0]?.[0];
export const lastCovered = ({ covered }: LineModel): number | undefined => covered.at(-1)?.[1];

/** How tall a bar stands, in per cent: small numbers can be told from none, and one busy point doesn't hide the others. */
export function barHeight(bar: Bar, most: number): number {
  if (bar.isFull) return 68;
  return most === 0 ? 0 : 8 + 80 * Math.sqrt(bar.changes / most);
}

/** Where the hours stand that the axis names: every third, as the region's clock shows it. */
export function hourMarks({
  labels,
}: LineModel): readonly { slot: number; label: string; isMajor: boolean }[] {
  return labels.flatMap((label, slot) => {
    const hour = /^(\d\d):00$/.exec(label)?.[1];
    if (hour === undefined || Number(hour) % 3 !== 0) return [];
    return [{ slot, label, isMajor: Number(hour) % 6 === 0 }];
  });
}

const within = ([first, last]: Slots, slot: number): number => Math.min(Math.max(slot, first), last);
