import 'server-only';
import { cookies } from 'next/headers';
import { parseTheme, regionCookie, type Theme, themeCookie } from '@/components/shell/preference-cookies';
import { findRegion, type RegionId } from '@/lib/kernel/regions';

/** The look that was chosen; `system` until then. */
export async function chosenTheme(): Promise<Theme> {
  return parseTheme((await cookies()).get(themeCookie)?.value);
}

/** The region that was chosen last; cn-hangzhou until then. */
export async function rememberedRegion(): Promise<RegionId> {
  const chosen = (await cookies()).get(regionCookie)?.value;
  return (chosen !== undefined && findRegion(chosen)?.id) || 'cn-hangzhou';
}
