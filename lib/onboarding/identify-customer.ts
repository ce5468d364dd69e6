import { z } from "zod";
import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import { foundCustomer } from "@/lib/customers/found-customer";
import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { AdapterError } from "@/lib/kernel/errors";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import type { Log } from "@/lib/observability/log";
import type { IdentifyResult } from "./states";

const longestName = 200;
const needsName = "Enter the full legal name.";
const needsEmail = "Enter an e-mail address, for example name@example.com.";
const trimmed = (value: unknown) => (typeof value === "string" ? value.trim() : value);

const tooLong = `At most ${longestName} characters.`;

const form = z.object({
  type: z.enum(["PERSON", "ORGANIZATION"], { error: "Choose whether you buy as a person or for an organization." }),
  name: z.preprocess(trimmed, z.string({ error: needsName }).min(1, needsName).max(longestName, tooLong)),
  displayName: z.preprocess((value) => trimmed(value) || null, z.string().max(longestName, tooLong).nullable()),
  email: z.preprocess(trimmed, z.email({ error: needsEmail }).max(254, needsEmail)),
});

/** As it comes from a form: `type`, `name` (legal name), `displayName`, `email` (where bills go). */
export type IdentifyInput = { type?: unknown; name?: unknown; displayName?: unknown; email?: unknown };

/**
 * Writes down who the user buys as and sets up the licensee. The first answer counts: a double click, a second tab or
 * another try after a crash ends with the same customer and the same licensee. If licensing can't be reached now, the
 * licensee follows on the next visit, at the latest before money moves.
 */
export async function identifyCustomer(
  ctx: { db: Db; licensing: Pick<LicensingPort, "setupLicensee">; now: Clock; log: Log },
  input: IdentifyInput & { userId: string },
): Promise<IdentifyResult> {
  const { userId, ...typed } = input;
  const parsed = form.safeParse(typed);
  if (!parsed.success) return { kind: "invalid", fields: firstProblems(parsed.error) };
  const deed = { ...ctx, actor: { kind: "user", userId, email: null } as const };
  const { customer } = await foundCustomer(deed, parsed.data);
  try {
    await ensureLicensee(deed, customer.id, { connectedIdentityId: userId });
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.error(
      { err: error, customerId: customer.id },
      "a licensee could not be set up; the next visit tries again",
    );
  }
  return { kind: "identified", customerId: customer.id };
}

function firstProblems(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[String(issue.path[0])] ??= issue.message;
  return fields;
}
