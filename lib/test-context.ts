import type { CommercePort } from "@/lib/commerce/commerce-port";
import { createContext, type Context } from "@/lib/context";
import { createTestDatabase } from "@/lib/db/test-database";
import { readEnv } from "@/lib/env";

export const testWebhookSecret = "whsec_test_current";

/** Every setting that the app and the worker need, with nothing behind the addresses. */
export const testSettings = {
  NODE_ENV: "test",
  AUTH_SECRET: "a secret for tests that is long enough",
  LICENSE_KEY_SECRET: "another secret for tests, long enough",
  METRICS_TOKEN: "a token for tests",
  STRIPE_SECRET_KEY: "sk_test_usher",
  STRIPE_API_BASE: "http://localhost:9",
  STRIPE_WEBHOOK_SECRETS: `whsec_test_rolled,${testWebhookSecret}`,
  SMTP_URL: "smtp://localhost:9",
  MAIL_FROM: "Usher <usher@example.com>",
  USHER_SANDBOX_ORIGIN: "http://localhost:9",
  LOG_LEVEL: "silent",
};

type Opened<Ctx> = { ctx: Ctx; databaseUrl: string; close(): Promise<void> };

/** For tests that sell at Stripe, maybe beside others. */
export type TestContext = Context & { commerce: { STRIPE: CommercePort } };

/** A whole context on a database of its own, for tests of entry points. Whoever asks for the context gets this one. */
export async function openTestContext(settings: Record<string, string> = {}): Promise<Opened<TestContext>> {
  const { ctx, ...opened } = await openAnyContext(settings);
  if (!sellsAtStripe(ctx)) throw new Error("These settings leave Stripe out");
  return { ctx, ...opened };
}

async function openAnyContext(settings: Record<string, string> = {}): Promise<Opened<Context>> {
  const database = await createTestDatabase();
  const ctx = createContext(readEnv({ ...testSettings, DATABASE_URL: database.url, ...settings }));
  globalThis.usherContext = ctx;
  return {
    ctx,
    databaseUrl: database.url,
    close: async () => {
      globalThis.usherContext = undefined;
      await ctx.db.$disconnect();
      await database.drop();
    },
  };
}

function sellsAtStripe(ctx: Context): ctx is TestContext {
  return ctx.commerce.STRIPE !== undefined;
}
