import { redirect } from 'next/navigation';
import { rememberedRegion } from './preferences';

export default async function Home() {
  redirect(`/${await rememberedRegion()}/backups`);
}
