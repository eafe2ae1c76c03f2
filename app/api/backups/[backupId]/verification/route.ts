import { answer } from '@/app/answer';
import { backupId as backupIdRule } from '@/lib/backups/schema';
import { err, ok } from '@/lib/kernel/result';
import { server } from '@/lib/server';
import { viewBackup } from '@/lib/snapshots/view-data';

/** How the verification of a backup instance goes, and the last result: polled while one runs. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ backupId: string }> },
): Promise<Response> {
  const { backupId } = await params;
  const id = backupIdRule.safeParse(backupId);
  return answer(request, 'backup.view', async (actor) => {
    if (!id.success) return err({ code: 'BACKUP_NOT_FOUND', backupId });
    const details = await viewBackup(server().ports, actor, id.data);
    return details.ok ? ok({ verification: details.value.backup.verification }) : details;
  });
}
