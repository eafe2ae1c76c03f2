import { answerOfBackup } from '../answer-of-backup';

type Context = { params: Promise<{ backupId: string }> };

/** What a backup instance is doing: polled while a snapshot runs. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOfBackup(request, params, ({ activity, latestBackupAt }) => ({ activity, latestBackupAt }));
}
