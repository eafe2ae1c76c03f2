import 'server-only';
import { cookies, headers } from 'next/headers';
import type { RegionChoice } from '@/components/regions';
import { type Locale, parseLocale, preferredLocale } from '@/components/shell/locale';
import {
  localeCookie,
  parseTheme,
  regionCookie,
  type Theme,
  themeCookie,
} from '@/components/shell/preference-cookies';
import { findRegion } from '@/lib/kernel/regions';
import { server } from '@/lib/server';

/** The look that was chosen; `system` until then. */
export async function chosenTheme(): Promise<Theme> {
  return parseTheme((await cookies()).get(themeCookie)?.value);
}

/** The language that was chosen; until then, what the browser asks for. */
export async function chosenLocale(): Promise<Locale> {
  const chosen = parseLocale((await cookies()).get(localeCookie)?.value);
  return chosen ?? preferredLocale((await headers()).get('accept-language'));
}

/** The region that was chosen last; the first of the list until then. */
export async function rememberedRegion(): Promise<string> {
  const { regions } = server();
  const chosen = (await cookies()).get(regionCookie)?.value;
  const region = (chosen === undefined ? undefined : findRegion(regions, chosen)) ?? regions[0];
  if (region === undefined) throw new Error('The site has no region'); // it doesn't start then
  return region.id;
}

/** The site's regions, named in the reader's language. */
export async function regionChoices(): Promise<readonly RegionChoice[]> {
  const locale = await chosenLocale();
  return server().regions.map(({ id, name }) => ({ id, name: name[locale] }));
}
