import { server } from '@/lib/server';

/**
 * Runs whatever is due and answers with what it did: for an external cron. Bearer SNAPSHOT_TOKEN; anything
 * else is refused with 401.
 */
export async function POST(request: Request): Promise<Response> {
  const { isSnapshotCaller, runScheduled } = server();
  if (!isSnapshotCaller(request.headers.get('authorization'))) {
    return Response.json(
      { code: 'UNAUTHENTICATED' },
      { status: 401, headers: { 'www-authenticate': 'Bearer' } },
    );
  }
  const report = await runScheduled();
  const status = report.snapshots.failed > 0 ? 500 : 200;
  return Response.json(report, { status, headers: { 'cache-control': 'no-store' } });
}
