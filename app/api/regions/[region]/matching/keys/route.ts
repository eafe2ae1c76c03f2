import { answer } from '@/app/answer';
import { keyMatch } from '@/app/list-match';
import type { Selected } from '@/components/kms/selection';
import { err, ok } from '@/lib/kernel/result';
import { regionId } from '@/lib/kms/schema';
import { matchingKeys } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';

/** All keys that a list of the same parameters holds (at most 10,000): what "Select all" selects. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ region: string }> },
): Promise<Response> {
  const region = regionId.safeParse((await params).region);
  const match = keyMatch(Object.fromEntries(new URL(request.url).searchParams));
  return answer(request, 'console.view', async (actor) => {
    if (!region.success) return err({ code: 'INVALID_INPUT', fields: {} });
    const keys = await matchingKeys(server().ports, actor, region.data, match);
    return ok(keys.map(({ keyId, alias }): Selected => ({ id: keyId, label: alias ?? keyId })));
  });
}
