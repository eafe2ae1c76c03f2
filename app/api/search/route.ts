import { answer } from '@/app/answer';
import { searchText } from '@/app/read';
import { ok } from '@/lib/kernel/result';
import { findItems } from '@/lib/kms/find-items';
import { server } from '@/lib/server';

/** Keys, secrets and instances of every region of the account that hold `q`: at most 8 of each. */
export async function GET(request: Request): Promise<Response> {
  const text = searchText(new URL(request.url).searchParams.get('q'));
  return answer(request, 'console.view', async (actor) => ok(await findItems(server().ports, actor, text)));
}
