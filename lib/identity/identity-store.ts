import type { Db, Tx } from "@/lib/db/client";

export function findSession(db: Db | Tx, tokenHash: string, now: Date) {
  return db.session.findFirst({ where: { sessionToken: tokenHash, expires: { gt: now } }, include: { user: true } });
}

export async function insertSession(
  db: Db | Tx,
  session: { sessionToken: string; userId: string; expires: Date },
): Promise<void> {
  await db.session.create({ data: session });
}

export async function deleteSession(db: Db | Tx, tokenHash: string): Promise<string | null> {
  const [session] = await db.$queryRaw<{ userId: string }[]>`
    DELETE FROM "Session" WHERE "sessionToken" = ${tokenHash} RETURNING "userId"::text AS "userId"`;
  return session?.userId ?? null;
}

export async function deleteSessionsOfUser(db: Db | Tx, userId: string): Promise<number> {
  return (await db.session.deleteMany({ where: { userId } })).count;
}

export function findUser(db: Db | Tx, id: string) {
  return db.user.findUnique({ where: { id } });
}

export function findUserByEmail(db: Db | Tx, email: string) {
  return db.user.findUnique({ where: { email } });
}

export async function findUserByAccount(db: Db | Tx, account: { provider: string; providerAccountId: string }) {
  const found = await db.account.findUnique({
    where: { provider_providerAccountId: account },
    include: { user: true },
  });
  return found?.user ?? null;
}

/** The user with its first sign-in method, in one write, so that a crash leaves both or neither. */
export function insertUser(
  db: Db | Tx,
  user: { name: string | null; email: string | null; emailVerified: Date | null },
  account: { type: string; provider: string; providerAccountId: string } | null,
) {
  return db.user.create({ data: { ...user, accounts: account ? { create: account } : undefined } });
}

export function setEmailVerified(db: Db | Tx, id: string, at: Date) {
  return db.user.update({ where: { id }, data: { emailVerified: at } });
}

/** The new account's id, or null: an account that is linked already stays with whom it belongs to. */
export async function insertAccount(
  db: Db | Tx,
  account: { userId: string; type: string; provider: string; providerAccountId: string },
): Promise<string | null> {
  const [row] = await db.account.createManyAndReturn({ data: [account], skipDuplicates: true, select: { id: true } });
  return row?.id ?? null;
}

export function listAccounts(db: Db | Tx, userId: string) {
  return db.account.findMany({
    where: { userId },
    select: { id: true, provider: true, createdAt: true },
    orderBy: { createdAt: "asc" },
  });
}

export async function deleteAccount(db: Db | Tx, userId: string, id: string): Promise<void> {
  await db.account.deleteMany({ where: { id, userId } });
}

/** Waits until this transaction alone changes the user's sign-in methods. */
export async function lockUser(tx: Tx, userId: string) {
  await tx.$executeRaw`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR UPDATE`;
  return findUser(tx, userId);
}

export async function insertVerificationToken(
  db: Db | Tx,
  token: { identifier: string; token: string; expires: Date },
): Promise<void> {
  await db.verificationToken.create({ data: token });
}

/** Takes the token out, so that of two clicks at once one finds nothing. */
export async function takeVerificationToken(db: Db | Tx, key: { identifier: string; token: string }) {
  const [taken] = await db.$queryRaw<{ identifier: string; token: string; expires: Date }[]>`
    DELETE FROM "VerificationToken" WHERE identifier = ${key.identifier} AND token = ${key.token}
    RETURNING identifier, token, expires`;
  return taken ?? null;
}

export async function deleteExpiredSignIns(db: Db | Tx, now: Date): Promise<void> {
  const expired = { expires: { lt: now } };
  await db.session.deleteMany({ where: expired });
  await db.verificationToken.deleteMany({ where: expired });
  await db.rateLimit.deleteMany({ where: { expire: { lt: now } } });
}
