import { answerOfBackup } from '../answer-of-backup';

type Context = { params: Promise<{ backupId: string }> };

/** How the verification of a backup instance goes, and the last result: polled while one runs. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOfBackup(request, params, ({ verification }) => ({ verification }));
}
