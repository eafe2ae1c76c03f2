import { err, type Result } from '../../kernel/result.ts';
import type { KmsError } from '../../kms/errors.ts';
import type { InstanceTransaction } from '../../kms/ports.ts';
import type { Database } from './client.ts';
import { Prisma } from './generated/client.ts';
import { instanceTransaction } from './instance-transaction.ts';

/** Undoes a transaction because of a result that is an error, not a fault. */
class Refused<E> extends Error {
  readonly result: Result<never, E>;
  constructor(result: Result<never, E>) {
    super('refused');
    this.result = result;
  }
}

const mostRaces = 5;

/** See KmsStore.inInstance. */
export function inInstance(database: Database) {
  return async <T, E>(
    accountId: string,
    instanceId: string,
    work: (transaction: InstanceTransaction) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | KmsError>> => {
    for (let race = 1; ; race++) {
      try {
        return await database.$transaction(
          async (tx) => {
            const [row] = await tx.kmsInstance.updateManyAndReturn({
              where: { id: instanceId, accountId },
              data: { changeSeq: { increment: 1 } },
            });
            if (!row) throw new Refused<KmsError>(err({ code: 'INSTANCE_NOT_FOUND', instanceId }));
            if (row.releasedAt) throw new Refused<KmsError>(err({ code: 'INSTANCE_RELEASED', instanceId }));
            const result = await work(await instanceTransaction(tx, row));
            if (!result.ok) throw new Refused<E>(result);
            return result;
          },
          { maxWait: 10_000, timeout: 30_000 },
        );
      } catch (error) {
        if (error instanceof Refused) return error.result;
        if (!isUniqueViolation(error) || race >= mostRaces) throw error;
      }
    }
  };
}

/** Another transaction took a name, alias or id between our look and our write. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
