import { answer } from '@/app/answer';
import type { InstanceLosses } from '@/components/kms/kms-queries';
import { backupsOfSource } from '@/lib/backups/backups-of-source';
import { ok } from '@/lib/kernel/result';
import { viewInstance } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';

/** What the release of an instance would destroy, and which backup instances take a last point first. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ instanceId: string }> },
): Promise<Response> {
  const { instanceId } = await params;
  return answer(request, 'console.view', async (actor) => {
    const { ports } = server();
    const viewed = await viewInstance(ports, actor, instanceId);
    if (!viewed.ok) return viewed;
    const backups = await backupsOfSource(ports, actor, instanceId);
    const losses: InstanceLosses = {
      keys: viewed.value.keys,
      secrets: viewed.value.secrets,
      backups: backups.map((backup) => backup.alias ?? backup.id),
    };
    return ok(losses);
  });
}
