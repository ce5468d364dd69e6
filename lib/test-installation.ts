import { fulfill, type FulfillmentRequest } from "@/lib/fulfillment/fulfill";
import type { FulfillmentContext } from "@/lib/fulfillment/fulfillment-context";
import { openTestContext, testSettings } from "@/lib/test-context";
import { startTestSandbox } from "@/sandbox/sandbox-for-test";
import type { SandboxOptions } from "@/sandbox/start";

type Options = Partial<SandboxOptions> & {
  /** More settings, once it is known where the sandbox listens. */
  connect?: (sandboxOrigin: string) => Record<string, string>;
};

/**
 * A vendor's whole installation: the app's context on a database of its own, and the sandbox at the other end of real
 * HTTP and SMTP, with Stripe connected. What is sold, and by whom, is up to whoever opens it.
 */
export async function openInstallation({ connect = () => ({}), ...options }: Options = {}) {
  const sandbox = await startTestSandbox(options);
  const settings = {
    STRIPE_API_BASE: sandbox.origin,
    USHER_SANDBOX_ORIGIN: sandbox.origin,
    SMTP_URL: `smtp://localhost:${sandbox.smtpPort}`,
    ...connect(sandbox.origin),
  };
  const { ctx, databaseUrl, close } = await openTestContext(settings);
  return {
    ctx,
    sandbox,
    /** For other processes of the same installation. */
    settings: { ...testSettings, ...settings, DATABASE_URL: databaseUrl },
    close: async () => {
      await close();
      await sandbox.stop();
    },
  };
}

/** What the app gives to deeds that make a purchase true themselves. */
export function withFulfill<Ctx extends FulfillmentContext>(ctx: Ctx) {
  return { ...ctx, fulfill: (input: FulfillmentRequest) => fulfill(ctx, input) };
}
