import { answer } from '@/app/answer';
import type { KeyLosses } from '@/components/kms/losses';
import { findRegion } from '@/lib/kernel/regions';
import { err, ok } from '@/lib/kernel/result';
import { keyInput } from '@/lib/kms/schema';
import { viewKey } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { keyCover } from '@/lib/snapshots/key-cover';

const mostNames = 5;

/** What the destruction of a key would take with it, and what backups hold of it, before a person confirms it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ region: string; keyId: string }> },
): Promise<Response> {
  const { region, keyId } = await params;
  const ref = keyInput.safeParse({ regionId: region, keyId });
  return answer(request, 'console.view', async (actor) => {
    const { ports, clock, regions } = server();
    const place = findRegion(regions, region);
    if (!ref.success || !place) return err({ code: 'KEY_NOT_FOUND', keyId });
    const viewed = await viewKey(ports, actor, ref.data);
    if (!viewed.ok) return viewed;
    const { key, versions, secretCount } = viewed.value;
    const versionIds = versions.map(({ versionId }) => versionId);
    const [covers, secretNames, now] = await Promise.all([
      keyCover(ports, actor, { instanceId: key.instanceId, keyId: key.keyId, versionIds }),
      ports.kms.namesOfSecretsUnder(actor.accountId, place.id, key.keyId, mostNames),
      clock.now(),
    ]);
    const losses: KeyLosses = {
      now: now.toISOString(),
      timeZone: place.timeZone,
      versions: versionIds.length,
      secrets: secretCount,
      secretNames,
      covers: covers.map((cover) => ({
        backupId: cover.backupId,
        name: cover.name,
        state: cover.state,
        asOf: cover.asOf?.toISOString() ?? null,
        covered: cover.covered.length,
        missing: cover.missing,
      })),
    };
    return ok(losses);
  });
}
