import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
const tokens = new Map(
  Array.from(css.matchAll(/--color-([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g), (found) => [
    found[1],
    { light: found[2] ?? '', dark: found[3] ?? '' },
  ]),
);

/** Every pair in use: what is read or seen, and what it stands on. */
const text: readonly (readonly [string, readonly string[]])[] = [
  [
    'ink',
    [
      'page',
      'surface',
      'sunken',
      'raised',
      'hover',
      'accent-soft',
      'good-soft',
      'warning-soft',
      'danger-soft',
    ],
  ],
  ['ink-2', ['page', 'surface', 'sunken', 'raised', 'hover', 'accent-soft', 'warning-soft', 'danger-soft']],
  ['ink-3', ['page', 'surface', 'sunken', 'raised', 'hover']],
  ['accent', ['page', 'surface', 'raised', 'hover', 'accent-soft', 'warning-soft', 'danger-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['on-danger', ['danger', 'danger-strong']],
  ['good-ink', ['page', 'surface', 'hover', 'good-soft']],
  ['warning-ink', ['page', 'surface', 'hover', 'warning-soft']],
  ['danger-ink', ['page', 'surface', 'raised', 'hover', 'accent-soft', 'danger-soft']],
  ['bar-ink', ['bar', 'bar-hover']],
  ['bar-ink-2', ['bar']],
];
/** Days of a calendar, on the scale of how much changed. */
const scale: typeof text = [
  ['ink', ['data-0', 'data-1', 'data-2']],
  ['on-accent', ['data-4']],
];
const marks: readonly (readonly [string, readonly string[]])[] = [
  ['control', ['page', 'surface']],
  ['accent', ['page', 'surface', 'sunken', 'data-0']],
  ['ink-3', ['surface', 'hover']],
  ['good', ['surface', 'hover', 'good-soft', 'raised']],
  ['warning', ['surface', 'hover', 'warning-soft', 'raised', 'data-0']],
  ['danger', ['surface', 'hover', 'danger-soft', 'raised', 'data-0']],
];

const cases = (pairs: typeof text, least: number) =>
  pairs.flatMap(([front, backs]) =>
    backs.flatMap((back) => (['light', 'dark'] as const).map((theme) => ({ front, back, theme, least }))),
  );

describe('contrast', () => {
  it.each([...cases([...text, ...scale], 4.5), ...cases(marks, 3)])(
    '$front on $back, $theme, is at least $least to 1',
    ({ front, back, theme, least }) => {
      expect(contrast(colour(front, theme), colour(back, theme))).toBeGreaterThanOrEqual(least);
    },
  );
});

function colour(name: string, theme: 'light' | 'dark'): string {
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`There is no colour token "${name}"`);
  return token[theme];
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
