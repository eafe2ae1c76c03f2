import { answer } from '@/app/answer';
import type { InstanceChoice } from '@/components/kms-choices';
import { ok } from '@/lib/kernel/result';
import { liveInstances } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';

/** The region's Software Key Management instances that are not released: what backups and restores can use. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ region: string }> },
): Promise<Response> {
  const { region } = await params;
  return answer(request, 'console.view', async (actor) => {
    const instances = await liveInstances(server().ports, actor, region);
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
