import { answer } from '@/app/answer';
import { ok } from '@/lib/kernel/result';
import { server } from '@/lib/server';
import { viewBackup } from '@/lib/snapshots/view-data';

/** What a backup instance is doing: polled while a snapshot runs. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ backupId: string }> },
): Promise<Response> {
  const { backupId } = await params;
  return answer(request, 'backup.view', async (actor) => {
    const details = await viewBackup(server().ports, actor, backupId);
    if (!details.ok) return details;
    const { activity, latestBackupAt } = details.value.backup;
    return ok({ activity, latestBackupAt });
  });
}
