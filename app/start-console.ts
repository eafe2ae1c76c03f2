import 'server-only';
import { Cron } from 'croner';
import { startServer } from '@/lib/server';

/** Starts the console in this process and looks every 10 seconds for what is due. Ends the process if it can't. */
export async function startConsole(): Promise<void> {
  try {
    const server = await startServer();
    const failed = (error: unknown) => {
      if (server.isDatabaseAway(error)) server.log.warn('The schedule waits: the database is away');
      else server.log.error({ err: error }, 'The schedule failed; it goes on in 10 seconds');
    };
    // A look may still be at a long backup: the next one does what else is due with the workers that are free.
    new Cron('*/10 * * * * *', { catch: failed, unref: true }, async () => {
      await server.runScheduled();
    });
  } catch (error) {
    console.error(`The console can't start. ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
