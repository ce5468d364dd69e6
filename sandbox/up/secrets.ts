import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const schema = z.object({
  authSecret: z.string(),
  licenseKeySecret: z.string(),
  metricsToken: z.string(),
  databasePassword: z.string(),
  stripeSecretKey: z.string(),
  stripeWebhookSecret: z.string(),
  fastSpringPassword: z.string(),
  fastSpringWebhookSecret: z.string(),
});

export type Secrets = z.infer<typeof schema>;

/** New random secrets, good for one machine's sandbox. */
export function newSecrets(): Secrets {
  const random = () => randomBytes(24).toString("hex");
  return {
    authSecret: random(),
    licenseKeySecret: random(),
    metricsToken: random(),
    databasePassword: random(),
    stripeSecretKey: `sk_test_sandbox_${random()}`,
    stripeWebhookSecret: `whsec_${random()}`,
    fastSpringPassword: `sandbox-${random()}`,
    fastSpringWebhookSecret: random(),
  };
}

/** The secrets kept in a file that only its owner may read; made at the first start, as are those that came later. */
export function keptSecrets(file: string): Secrets {
  const kept = existsSync(file) ? schema.partial().parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  const whole = schema.safeParse(kept);
  if (whole.success) return whole.data;
  const secrets = { ...newSecrets(), ...kept };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
