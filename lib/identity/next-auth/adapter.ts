import type { Adapter, AdapterAccount, AdapterUser } from "next-auth/adapters";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Db, Tx } from "@/lib/db/client";
import * as store from "@/lib/identity/identity-store";
import { hashSessionToken } from "@/lib/identity/session-token";

/** What one sign-in request brings along; the adapter is made for that request and no other. */
export interface SignInRequest {
  /** The session cookie that came with the request, whoever it belongs to. */
  sessionToken: string | null;
  /** Set only while this request is the answer to a link that the signed-in user asked for. */
  linkingUserId: string | null;
  /** Told in the transaction of a link that the user asked for, so that the person hears of it for certain. */
  onLinked?: ((tx: Tx, link: { accountId: string; email: string | null }) => Promise<void>) | undefined;
  /** The provider account that next-auth is about to sign in, once it has been checked. */
  account: { type: string; provider: string; providerAccountId: string } | null;
}

type StoredUser = { id: string; name: string | null; email: string | null; emailVerified: Date | null };

/**
 * next-auth's view of our tables. Beyond storing it keeps four rules: no provider token is kept; a session is stored
 * as a hash and replaces the one that the browser had; next-auth sees the present session only while an account is
 * being linked, so it can't link silently; an e-mail address that arrives here is proven, so it is stored as verified.
 */
export function createAdapter(ctx: { db: Db; now: () => Date }, request: SignInRequest): Adapter {
  const { db } = ctx;
  return {
    createUser: async (user: Omit<AdapterUser, "id">) => {
      const email = user.email || null;
      const emailVerified = email ? ctx.now() : null;
      const account = request.account?.type === "oauth" ? request.account : null;
      const stored = await store.insertUser(db, { name: user.name ?? null, email, emailVerified }, account);
      return toAdapterUser(stored);
    },
    getUser: async (id) => nullable(await store.findUser(db, id)),
    getUserByEmail: async (email) => nullable(await store.findUserByEmail(db, email)),
    getUserByAccount: async ({ provider, providerAccountId }) =>
      nullable(await store.findUserByAccount(db, { provider, providerAccountId })),
    // next-auth updates a user for one reason only: an opened sign-in link proves the address.
    updateUser: async ({ id }) => toAdapterUser(await store.setEmailVerified(db, id, ctx.now())),
    linkAccount: ({ userId, type, provider, providerAccountId }: AdapterAccount) =>
      linkAccount(ctx, request, { userId, type, provider, providerAccountId }),
    ...sessions(ctx, request),
    createVerificationToken: async (token) => {
      await store.insertVerificationToken(db, token);
      return token;
    },
    useVerificationToken: (key) => store.takeVerificationToken(db, key),
  };
}

function sessions(ctx: { db: Db; now: () => Date }, request: SignInRequest) {
  return {
    createSession: async (session: { sessionToken: string; userId: string; expires: Date }) => {
      await ctx.db.$transaction(async (tx) => {
        if (request.sessionToken) await store.deleteSession(tx, hashSessionToken(request.sessionToken));
        await store.insertSession(tx, { ...session, sessionToken: hashSessionToken(session.sessionToken) });
        await recordAudit(tx, {
          actor: { kind: "user", userId: session.userId, email: null },
          action: "identity.signed_in",
          entity: "user",
          entityId: session.userId,
          cause: `sign-in by ${request.account?.provider ?? "unknown"}`,
        });
      });
      return session;
    },
    getSessionAndUser: async (sessionToken: string) => {
      if (!request.linkingUserId) return null;
      const found = await store.findSession(ctx.db, hashSessionToken(sessionToken), ctx.now());
      if (found?.userId !== request.linkingUserId) return null;
      const session = { sessionToken, userId: found.userId, expires: found.expires };
      return { session, user: toAdapterUser(found.user) };
    },
    deleteSession: async (sessionToken: string) => {
      await store.deleteSession(ctx.db, hashSessionToken(sessionToken));
    },
  };
}

/** Adds the account if `createUser` has not just done it; the audit stands or falls with it. */
async function linkAccount(
  ctx: { db: Db },
  request: SignInRequest,
  account: { userId: string; type: string; provider: string; providerAccountId: string },
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const accountId = await store.insertAccount(tx, account);
    if (accountId === null) return;
    await recordAudit(tx, {
      actor: { kind: "user", userId: account.userId, email: null },
      action: "identity.method_linked",
      entity: "user",
      entityId: account.userId,
      after: { provider: account.provider },
      cause: "account page",
    });
    const user = await store.findUser(tx, account.userId);
    await request.onLinked?.(tx, { accountId, email: user?.email ?? null });
  });
}

function nullable(user: StoredUser | null): AdapterUser | null {
  return user && toAdapterUser(user);
}

/** next-auth takes it that everybody has an address; a person without a proven one has none here. */
function toAdapterUser(user: StoredUser): AdapterUser {
  return { id: user.id, name: user.name, email: user.email ?? "", emailVerified: user.emailVerified };
}
