import { env } from "node:process";
import { z } from "zod";

const schema = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65535).default(3010),
  SANDBOX_SMTP_PORT: z.coerce.number().int().min(0).max(65535).default(3025),
  SANDBOX_DATA_FOLDER: z.string().min(1).optional(),
  SANDBOX_APP_ORIGIN: z.url().default("http://localhost:3000"),
  SANDBOX_WEBHOOK_SECRET: z.string().min(8).optional(),
  SANDBOX_FASTSPRING_WEBHOOK_SECRET: z.string().min(16).optional(),
});

export interface SandboxSettings {
  port: number;
  smtpPort: number;
  dataFolder: string | null;
  appOrigin: string;
  webhooks: { url: string; secret: string }[];
  fastSpringWebhooks: { url: string; secret: string }[];
}

/** Reads the sandbox's settings; throws one message that names every wrong one. */
export function readSettings(environment: Record<string, string | undefined> = env): SandboxSettings {
  const result = schema.safeParse(environment);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The sandbox's settings are wrong. ${faults.join("; ")}`);
  }
  const settings = result.data;
  const appOrigin = new URL(settings.SANDBOX_APP_ORIGIN).origin;
  const { SANDBOX_WEBHOOK_SECRET: secret, SANDBOX_FASTSPRING_WEBHOOK_SECRET: fastSpringSecret } = settings;
  return {
    port: settings.SANDBOX_PORT,
    smtpPort: settings.SANDBOX_SMTP_PORT,
    dataFolder: settings.SANDBOX_DATA_FOLDER ?? null,
    appOrigin,
    webhooks: secret ? [{ url: `${appOrigin}/api/webhooks/stripe`, secret }] : [],
    fastSpringWebhooks: fastSpringSecret
      ? [{ url: `${appOrigin}/api/webhooks/fastspring`, secret: fastSpringSecret }]
      : [],
  };
}
