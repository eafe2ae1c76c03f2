import { answer } from '@/app/answer';
import type { SecretLosses } from '@/components/kms/losses';
import { findRegion } from '@/lib/kernel/regions';
import { err, ok } from '@/lib/kernel/result';
import { secretInput } from '@/lib/kms/secret-schema';
import { server } from '@/lib/server';
import { secretCover } from '@/lib/snapshots/secret-cover';

/** What the destruction of the secret `name` would take, and what backups hold of it, before a person confirms it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ region: string }> },
): Promise<Response> {
  const { region } = await params;
  const name = new URL(request.url).searchParams.get('name') ?? '';
  const ref = secretInput.safeParse({ regionId: region, name });
  return answer(request, 'console.view', async (actor) => {
    const { ports, clock, regions } = server();
    const place = findRegion(regions, region);
    if (!ref.success || !place) return err({ code: 'SECRET_NOT_FOUND', name });
    const found = await ports.kms.findSecret(actor.accountId, place.id, ref.data.name);
    if (!found) return err({ code: 'SECRET_NOT_FOUND', name });
    const [covers, now] = await Promise.all([secretCover(ports, actor, found), clock.now()]);
    const losses: SecretLosses = {
      now: now.toISOString(),
      timeZone: place.timeZone,
      versions: found.versions.length,
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
