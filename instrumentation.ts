/** Runs once when a server process starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const [{ Cron }, { startServer }] = await Promise.all([import('croner'), import('./lib/server.ts')]);
  try {
    const server = await startServer();
    const failed = (error: unknown) => {
      if (server.isDatabaseAway(error)) server.log.warn('The schedule waits: the database is away');
      else server.log.error({ err: error }, 'The schedule failed; it goes on in 10 seconds');
    };
    // A look at what is due that takes longer than 10 seconds is not overtaken by the next.
    new Cron('*/10 * * * * *', { protect: true, catch: failed, unref: true }, async () => {
      await server.runScheduled();
    });
  } catch (error) {
    console.error(`The console can't start. ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
