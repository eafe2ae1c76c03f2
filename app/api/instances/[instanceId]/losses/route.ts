import { answer } from '@/app/answer';
import type { InstanceLosses } from '@/components/kms/losses';
import { viewBackupsOfSource } from '@/lib/backups/backups-of-source';
import { timeZoneIn } from '@/lib/kernel/regions';
import { err, ok } from '@/lib/kernel/result';
import { instanceId as instanceIdRule } from '@/lib/kms/schema';
import { viewInstance } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';

/** What the release of an instance would destroy, and which backup instances hold what of it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ instanceId: string }> },
): Promise<Response> {
  const { instanceId } = await params;
  const id = instanceIdRule.safeParse(instanceId);
  return answer(request, 'console.view', async (actor) => {
    if (!id.success) return err({ code: 'INSTANCE_NOT_FOUND', instanceId });
    const { ports, clock, regions } = server();
    const viewed = await viewInstance(ports, actor, id.data);
    if (!viewed.ok) return viewed;
    const { keys, keyVersions, secrets, regionId } = viewed.value;
    const [backups, now] = await Promise.all([viewBackupsOfSource(ports, actor, id.data), clock.now()]);
    const losses: InstanceLosses = {
      now: now.toISOString(),
      timeZone: timeZoneIn(regions, regionId),
      keys,
      keyVersions,
      secrets,
      backups: backups.map(({ backup, isUsable }) => ({
        id: backup.id,
        name: backup.alias ?? backup.id,
        latestAt: backup.latestBackupAt?.toISOString() ?? null,
        keys: backup.keyCount,
        secrets: backup.secretCount,
        takesLast: isUsable,
        damaged: backup.damagedItems.length,
      })),
    };
    return ok(losses);
  });
}
