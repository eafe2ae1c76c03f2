import path from 'node:path';
import { z } from 'zod';
import { builtInRegions, type Region } from '../../kernel/regions.ts';
import { readText } from './create-once.ts';

/** First parts of addresses that are pages of their own. */
const reserved: readonly string[] = ['account', 'api', 'sign-in'];

const name = z.string('must be a text').trim().min(1, 'must not be empty').max(60, 'at most 60 characters');

const region = z.strictObject({
  id: z
    .string('must be a text')
    .regex(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      'must be lower-case letters and digits with single hyphens between',
    )
    .max(40, 'at most 40 characters')
    .refine((id) => !reserved.includes(id), `must not be one of ${reserved.join(', ')}`),
  name: z.strictObject({ en: name, zh: name }),
  timeZone: z
    .string('must be a text')
    .refine(isTimeZone, { error: (issue) => `is no IANA time zone: ${JSON.stringify(issue.input)}` }),
});

const list = z
  .array(region, 'must be a list of regions')
  .min(1, 'lists no region; leave the file out for the built-in ones')
  .superRefine((regions, check) => {
    const seen = new Set<string>();
    for (const [index, { id }] of regions.entries()) {
      if (seen.has(id))
        check.addIssue({ code: 'custom', path: [index, 'id'], message: `${id} is listed twice` });
      seen.add(id);
    }
  });

/**
 * The site's regions: those of `regions.json` in the data folder, else the built-in ones. Throws an error that
 * names the file and each mistake in it.
 */
export function readRegions(dataDir: string): readonly Region[] {
  const file = path.join(dataDir, 'regions.json');
  const text = readText(file);
  return text === undefined ? builtInRegions : parseRegions(text, file);
}

export function parseRegions(text: string, file: string): readonly Region[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
  const parsed = list.safeParse(json);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) => `  ${placeOf(issue.path, json)}${issue.message}`);
  throw new Error(`The regions in ${file} can't be used:\n${mistakes.join('\n')}`);
}

/** "region 3 (eu-central-1), timeZone: " */
function placeOf(at: readonly PropertyKey[], json: unknown): string {
  const [index, ...rest] = at;
  if (typeof index !== 'number') return '';
  const id = Array.isArray(json) ? z.object({ id: z.string() }).safeParse(json[index]).data?.id : undefined;
  const which = `region ${index + 1}${id === undefined ? '' : ` (${id})`}`;
  return rest.length === 0 ? `${which}: ` : `${which}, ${rest.map(String).join('.')}: `;
}

/** Named zones alone: an offset like "+08:00" has no daylight saving and isn't understood everywhere. */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
