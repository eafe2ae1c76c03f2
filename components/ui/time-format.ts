/** Where and when a time is read: `now` decides what may be left out. */
export type TimeView = { readonly now: Date; readonly timeZone: string; readonly locale: string };

/**
 * `moment`: "14:35" today, "23 Nov, 14:35" this year, else "23 Nov 2025, 14:35"; with the offset where the clock
 * shows the time twice. `day`: "23 Nov 2026".
 */
export type TimeStyle = 'moment' | 'day';

export function formatTime(at: Date, view: TimeView, style: TimeStyle): string {
  const day = (options: Intl.DateTimeFormatOptions) =>
    format(at, view, { day: 'numeric', month: 'short', ...options });
  if (style === 'day') return day({ year: 'numeric' });
  const clock = slotLabel(at, view.timeZone);
  const [then, today] = [isoDay(at, view.timeZone), isoDay(view.now, view.timeZone)];
  if (then === today) return clock;
  const date = then.slice(0, 4) === today.slice(0, 4) ? day({}) : day({ year: 'numeric' });
  return `${date}${view.locale === 'zh' ? ' ' : ', '}${clock}`;
}

/** As one says it: "just now", "2 min ago", "in 6 days"; whole units, rounded toward now. */
export function formatDistance(at: Date, { now, locale }: TimeView): string {
  const seconds = Math.trunc((at.getTime() - now.getTime()) / 1000);
  const size = Math.abs(seconds);
  const say = new Intl.RelativeTimeFormat(regional(locale), { style: 'short', numeric: 'always' });
  const in_ = (unit: Intl.RelativeTimeFormatUnit, length: number) =>
    say.format(Math.trunc(seconds / length), unit);
  if (seconds <= 0 && size < 5) return justNow(locale);
  if (size < 60) return in_('second', 1);
  if (size < 3600) return in_('minute', 60);
  if (size < 86_400) return in_('hour', 3600);
  return in_('day', 86_400);
}

/** Warmer than Intl's "now" and "现在". */
function justNow(locale: string): string {
  if (locale === 'en') return 'just now';
  if (locale === 'zh') return '刚刚';
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
}

const plainDay: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

/** A calendar day "2026-11-23" as a person reads it: "23 Nov 2026", or as the options say. */
export function formatDay(day: string, locale: string, options = plainDay): string {
  const at = new Date(`${day}T00:00:00Z`);
  return format(at, { now: at, timeZone: 'UTC', locale }, options);
}

/** "2026-11-23 14:35:07 UTC+08:00": the whole of it, to the second, with the offset of that moment. */
export function formatExact(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((found) => found.type === type)?.value ?? '';
  const zone = part('timeZoneName');
  const offset = zone === 'GMT' ? 'UTC+00:00' : zone.replace('GMT', 'UTC'); // engines differ at zero
  return `${isoDay(at, timeZone)} ${part('hour')}:${part('minute')}:${part('second')} ${offset}`;
}

function isoDay(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

function format(at: Date, { timeZone, locale }: TimeView, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(regional(locale), { timeZone, ...options }).format(at);
}

/** Plain "en" would put the month first and a full stop after "min". */
function regional(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale === 'zh' ? 'zh-CN' : locale;
}

/** "UTC+8", "UTC+5:30": the zone's offset at a moment. */
export function formatOffset(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at);
  const zone = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return zone.replace('GMT', 'UTC');
}

/** The offsets at several moments, each once, in their order: "UTC+8", or "UTC+2 and UTC+1" over a change of clocks. */
export function formatOffsets(moments: readonly Date[], timeZone: string, locale: string): string {
  const offsets = [...new Set(moments.map((at) => formatOffset(at, timeZone)))];
  return new Intl.ListFormat(regional(locale), { type: 'conjunction' }).format(offsets);
}

/**
 * "14:35": a moment of a day by its clock. Where the clock shows that time twice (the hour that is repeated when
 * summer time ends), the offset stands beside it: "01:30 UTC+1".
 */
export function slotLabel(at: Date, timeZone: string): string {
  const clock = clockIn(timeZone);
  const shown = clock(at);
  const isRepeated = [-60, -30, 30, 60].some(
    (minutes) => clock(new Date(at.getTime() + minutes * 60_000)) === shown,
  );
  return isRepeated ? `${shown} ${formatOffset(at, timeZone)}` : shown;
}

/** The same for the moments of one day, in order; the last one, its end, reads "24:00". */
export function slotLabels(moments: readonly Date[], timeZone: string): readonly string[] {
  const clock = clockIn(timeZone);
  const shown = moments.map((at, index) => {
    const text = clock(at);
    return index > 0 && index === moments.length - 1 && text === '00:00' ? '24:00' : text;
  });
  const counts = new Map<string, number>();
  for (const text of shown) counts.set(text, (counts.get(text) ?? 0) + 1);
  return moments.map((at, index) => {
    const text = shown[index] ?? '';
    return (counts.get(text) ?? 0) > 1 ? `${text} ${formatOffset(at, timeZone)}` : text;
  });
}

/** Making a formatter takes far longer than using it: one a time zone is kept, and a site's regions have few. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(timeZone: string): (at: Date) => string {
  const formatter =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, formatter);
  return (at) => formatter.format(at);
}
