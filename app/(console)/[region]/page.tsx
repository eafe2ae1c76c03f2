import { redirect } from 'next/navigation';
import { regionOf } from '@/app/read';
import { pageActor } from '@/app/session';

/** A region's address alone leads to its overview. */
export default async function RegionPage({ params }: { params: Promise<{ region: string }> }) {
  await pageActor();
  redirect(`/${regionOf((await params).region).id}/overview`);
}
