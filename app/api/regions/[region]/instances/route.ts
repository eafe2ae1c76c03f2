import { answer } from '@/app/answer';
import type { InstanceChoice } from '@/components/kms-choices';
import { findRegion } from '@/lib/kernel/regions';
import { err, ok } from '@/lib/kernel/result';
import { regionId } from '@/lib/kms/schema';
import { liveInstances } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';

/** The region's Software Key Management instances that are not released: what backups and restores can use. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ region: string }> },
): Promise<Response> {
  const region = regionId.safeParse((await params).region);
  return answer(request, 'console.view', async (actor) => {
    if (!region.success) return err({ code: 'INVALID_INPUT', fields: {} });
    if (!findRegion(server().regions, region.data))
      return err({ code: 'REGION_NOT_FOUND', regionId: region.data });
    const instances = await liveInstances(server().ports, actor, region.data);
    const choices = instances
      .filter((instance) => instance.type === 'SOFTWARE')
      .map(
        (instance): InstanceChoice => ({
          id: instance.id,
          name: instance.name,
          keyVersions: instance.keyVersions,
          keyQuota: instance.keyQuota,
          secrets: instance.secrets,
          secretQuota: instance.secretQuota,
        }),
      );
    return ok(choices);
  });
}
