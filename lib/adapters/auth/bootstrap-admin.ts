import { randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Database } from '../prisma/client.ts';

/**
 * Makes the user `admin`, with this password, and an account for it, on a database without any user.
 * However many processes start at once, one admin comes of it; an existing password is never touched.
 */
export async function bootstrapAdmin(
  database: Database,
  given: { readonly password: string; readonly now: Date },
): Promise<{ readonly created: boolean }> {
  if ((await database.authUser.count()) > 0) return { created: false };
  const password = await hashPassword(given.password);
  const userId = newId('usr');
  const at = { createdAt: given.now, updatedAt: given.now };
  return database.$transaction(async (tx) => {
    const oldest = await tx.account.findFirst({ orderBy: { createdAt: 'asc' } });
    const accountId = oldest?.id ?? newId('acc');
    const name = 'admin';
    const made = await tx.authUser.createMany({
      data: [
        {
          id: userId,
          name,
          email: syntheticEmail(name),
          username: name,
          displayUsername: name,
          accountId,
          ...at,
        },
      ],
      skipDuplicates: true,
    });
    if (made.count === 0) return { created: false };
    if (oldest === null) {
      await tx.account.create({ data: { id: accountId, name: 'Default account', createdAt: given.now } });
    }
    await tx.authCredential.create({
      data: { id: newId('crd'), accountId: userId, providerId: 'credential', userId, password, ...at },
    });
    return { created: true };
  });
}

/** Every account's id, oldest first. */
export async function listAccountIds(database: Database): Promise<readonly string[]> {
  const accounts = await database.account.findMany({ select: { id: true }, orderBy: { createdAt: 'asc' } });
  return accounts.map((account) => account.id);
}

/** better-auth wants an e-mail address; nobody has one here, and `.invalid` never resolves. */
export function syntheticEmail(userName: string): string {
  return `${userName.toLowerCase()}@users.invalid`;
}

function newId(prefix: string): string {
  return `${prefix}-${randomBytes(10).toString('hex')}`;
}
