import { answer } from '@/app/answer';
import { backupId as backupIdRule } from '@/lib/backups/schema';
import { err, ok } from '@/lib/kernel/result';
import { server } from '@/lib/server';
import { viewBackup } from '@/lib/snapshots/view-data';

/** What a backup instance is doing: polled while a snapshot runs. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ backupId: string }> },
): Promise<Response> {
  const { backupId } = await params;
  const id = backupIdRule.safeParse(backupId);
  return answer(request, 'backup.view', async (actor) => {
    if (!id.success) return err({ code: 'BACKUP_NOT_FOUND', backupId });
    const details = await viewBackup(server().ports, actor, id.data);
    if (!details.ok) return details;
    const { activity, latestBackupAt } = details.value.backup;
    return ok({ activity, latestBackupAt });
  });
}
