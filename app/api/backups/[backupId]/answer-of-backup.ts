import 'server-only';
import { answer } from '@/app/answer';
import type { BackupListItem } from '@/lib/backups/model';
import { backupId as backupIdRule } from '@/lib/backups/schema';
import { err, ok } from '@/lib/kernel/result';
import { server } from '@/lib/server';
import { viewBackup } from '@/lib/snapshots/view-data';

/** Answers whoever may view the backup instance with a part of it: for what is polled while it changes. */
export async function answerOfBackup<T>(
  request: Request,
  params: Promise<{ backupId: string }>,
  part: (backup: BackupListItem) => T,
): Promise<Response> {
  const { backupId } = await params;
  const id = backupIdRule.safeParse(backupId);
  return answer(request, 'backup.view', async (actor) => {
    if (!id.success) return err({ code: 'BACKUP_NOT_FOUND', backupId });
    const details = await viewBackup(server().ports, actor, id.data);
    return details.ok ? ok(part(details.value.backup)) : details;
  });
}
