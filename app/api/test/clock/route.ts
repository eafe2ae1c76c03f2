import { z } from 'zod';
import { server } from '@/lib/server';

const body = z.object({ now: z.iso.datetime({ offset: true }) });

/** Tests only (KMS_TEST_CLOCK=1): sets the clock of every process on this database. */
export async function POST(request: Request): Promise<Response> {
  const { testClock, isSnapshotCaller, addressOf, isLoopback } = server();
  if (testClock === null) return new Response(null, { status: 404 });
  if (!isLoopback(addressOf(request.headers))) return new Response(null, { status: 404 });
  if (!isSnapshotCaller(request.headers.get('authorization'))) return new Response(null, { status: 401 });
  const parsed = body.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return Response.json({ code: 'BAD_BODY' }, { status: 400 });
  await testClock.set(new Date(parsed.data.now));
  return Response.json({ now: (await testClock.now()).toISOString() });
}
