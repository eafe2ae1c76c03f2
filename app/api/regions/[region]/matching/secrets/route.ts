import { answer } from '@/app/answer';
import { secretMatch } from '@/app/list-match';
import type { Selected } from '@/components/kms/selection';
import { err, ok } from '@/lib/kernel/result';
import { regionId } from '@/lib/kms/schema';
import { matchingSecrets } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';

/** All secrets that a list of the same parameters holds (at most 10,000): what "Select all" selects. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ region: string }> },
): Promise<Response> {
  const region = regionId.safeParse((await params).region);
  const match = secretMatch(Object.fromEntries(new URL(request.url).searchParams));
  return answer(request, 'console.view', async (actor) => {
    if (!region.success) return err({ code: 'INVALID_INPUT', fields: {} });
    const names = await matchingSecrets(server().ports, actor, region.data, match);
    return ok(names.map((name): Selected => ({ id: name, label: name })));
  });
}
