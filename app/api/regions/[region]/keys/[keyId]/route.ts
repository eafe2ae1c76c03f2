import { answer } from '@/app/answer';
import type { KeyLosses } from '@/components/kms/kms-queries';
import { backupsOfSource } from '@/lib/backups/backups-of-source';
import { err, ok } from '@/lib/kernel/result';
import { keyInput } from '@/lib/kms/schema';
import { viewKey } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';

/** What the destruction of a key would take with it, told before a person confirms it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ region: string; keyId: string }> },
): Promise<Response> {
  const { region, keyId } = await params;
  const ref = keyInput.safeParse({ regionId: region, keyId });
  return answer(request, 'console.view', async (actor) => {
    if (!ref.success) return err({ code: 'KEY_NOT_FOUND', keyId });
    const { ports } = server();
    const viewed = await viewKey(ports, actor, ref.data);
    if (!viewed.ok) return viewed;
    const { key, versions, secretCount } = viewed.value;
    const backups = await backupsOfSource(ports, actor, key.instanceId);
    const losses: KeyLosses = {
      versions: versions.length,
      secrets: secretCount,
      backups: backups.length,
    };
    return ok(losses);
  });
}
