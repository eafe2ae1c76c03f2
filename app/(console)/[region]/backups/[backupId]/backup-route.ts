import 'server-only';
import { notFound } from 'next/navigation';
import { found, regionOf, type SearchParams } from '@/app/read';
import { backupId as backupIdRule } from '@/lib/backups/schema';
import type { Region } from '@/lib/kernel/regions';
import type { Result } from '@/lib/kernel/result';
import type { BackupDetails } from '@/lib/snapshots/model';

export type BackupPageProps = {
  params: Promise<{ region: string; backupId: string }>;
  searchParams: Promise<SearchParams>;
};

/** What the address of a backup instance's page names; an ID that can be none is no page. */
export async function backupRoute({ params, searchParams }: BackupPageProps) {
  const [asked, query] = await Promise.all([params, searchParams]);
  const region = regionOf(asked.region);
  const id = backupIdRule.safeParse(asked.backupId);
  if (!id.success) notFound();
  return { region, backupId: id.data, query, path: `/${region.id}/backups/${id.data}` };
}

/** The backup instance, if it is at home in the region: its days and times are those of its own. */
export function atHome<E>(viewed: Result<BackupDetails, E>, region: Region): BackupDetails {
  const details = found(viewed);
  if (details.backup.regionId !== region.id) notFound();
  return details;
}
