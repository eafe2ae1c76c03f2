/** TEMP: the lead's does more. Peers must be watched before the first request is read. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { server } = await import('./lib/server.ts');
  server().watchPeers();
}
