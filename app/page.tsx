import { redirect } from 'next/navigation';
import { isEmpty } from '@/lib/backups/first-run';
import { rememberedRegion } from './preferences';
import { regionContents } from './region-contents';
import { pageActor } from './session';

/** To the backups of the region chosen last; to its overview, which shows the way, while there is nothing in it. */
export default async function Home() {
  const actor = await pageActor();
  const region = await rememberedRegion();
  const contents = await regionContents(actor, region);
  redirect(`/${region}/${isEmpty(contents) ? 'overview' : 'backups'}`);
}
