import 'server-only';
import { getLocale, getTranslations } from 'next-intl/server';
import { type Refusal, textParts } from './refusal';

/** What a person reads: what was refused, why, and what to do. One text a code, in `messages` under `refusals`. */
export async function refusalText(refusal: Refusal): Promise<string> {
  const t = await getTranslations('refusals');
  return t(refusal.code, textParts(refusal, await getLocale()));
}
