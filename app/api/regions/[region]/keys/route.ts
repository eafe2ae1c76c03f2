import { answer } from '@/app/answer';
import { searchText } from '@/app/read';
import type { KeyChoices } from '@/components/kms/kms-queries';
import { err, ok } from '@/lib/kernel/result';
import { instanceId, regionId } from '@/lib/kms/schema';
import { listKeys } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';

const most = 100;

/** The Enabled symmetric keys of one instance that match `q`, newest first, at most 100: what can encrypt a new secret. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ region: string }> },
): Promise<Response> {
  const region = regionId.safeParse((await params).region);
  const query = new URL(request.url).searchParams;
  const instance = instanceId.safeParse(query.get('instance'));
  return answer(request, 'console.view', async (actor) => {
    if (!region.success || !instance.success) return err({ code: 'INVALID_INPUT', fields: {} });
    const page = await listKeys(server().ports, actor, region.data, {
      search: searchText(query.get('q')),
      cursor: null,
      pageSize: most,
      instanceId: instance.data,
      state: 'Enabled',
      spec: 'Aliyun_AES_256',
    });
    const choices: KeyChoices = {
      keys: page.items.map(({ keyId, alias }) => ({ keyId, alias })),
      total: page.total,
    };
    return ok(choices);
  });
}
