import { answer } from '@/app/answer';
import type { InstanceLosses } from '@/components/kms/kms-queries';
import { backupsOfSource } from '@/lib/backups/backups-of-source';
import { err, ok } from '@/lib/kernel/result';
import { instanceId as instanceIdRule } from '@/lib/kms/schema';
import { viewInstance } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';

/** What the release of an instance would destroy, and which backup instances take a last point first. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ instanceId: string }> },
): Promise<Response> {
  const { instanceId } = await params;
  const id = instanceIdRule.safeParse(instanceId);
  return answer(request, 'console.view', async (actor) => {
    if (!id.success) return err({ code: 'INSTANCE_NOT_FOUND', instanceId });
    const { ports } = server();
    const viewed = await viewInstance(ports, actor, id.data);
    if (!viewed.ok) return viewed;
    const backups = await backupsOfSource(ports, actor, id.data);
    const losses: InstanceLosses = {
      keys: viewed.value.keys,
      secrets: viewed.value.secrets,
      backups: backups.map((backup) => backup.alias ?? backup.id),
    };
    return ok(losses);
  });
}
