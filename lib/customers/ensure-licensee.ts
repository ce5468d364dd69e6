import { recordAudit } from "@/lib/audit/record-audit";
import type { Db, Tx } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { AdapterError, NotFoundError } from "@/lib/kernel/errors";
import type { Customer, CustomerType } from "./customer";
import { findCustomerRow, linkLicensee } from "./customer-store";

/** What this deed needs of the licensing port. */
export type LicenseeSetups = {
  setupLicensee(input: {
    type: CustomerType;
    name: string;
    displayName: string | null;
    email: string | null;
    naturalId: string | null;
    externalReference: string;
    connectedIdentityId: string | null;
  }): Promise<
    { kind: "created" | "found"; licensee: { id: string; email: string | null } } | { kind: "conflict"; field: string }
  >;
};

type Ctx = { db: Db | Tx; licensing: LicenseeSetups; actor: Actor };

/**
 * The customer's licensee, found or created; answers with its id. The licensee carries the customer's id as external
 * reference, so that a crash between creating and storing it, or a race, ends with the same one. If another licensee
 * has the e-mail, it is left out and the audit says so: nobody learns whose it is.
 */
export async function ensureLicensee(
  ctx: Ctx,
  customerId: string,
  input: { connectedIdentityId: string | null; naturalId?: string | null; cause?: string },
): Promise<string> {
  const customer = await findCustomerRow(ctx.db, { id: customerId });
  if (!customer) throw new NotFoundError("Customer");
  if (customer.licenseeId) return customer.licenseeId;
  const licensee = await setUp(ctx.licensing, customer, {
    naturalId: input.naturalId ?? null,
    connectedIdentityId: customer.type === "PERSON" ? input.connectedIdentityId : null,
  });
  const withoutEmail = customer.email !== null && licensee.email === null;
  await ctx.db.$transaction(async (tx) => {
    if (!(await linkLicensee(tx, customerId, licensee.id))) return requireSame(tx, customerId, licensee.id);
    await recordAudit(tx, {
      actor: ctx.actor,
      action: "customer.licensee_linked",
      entity: "customer",
      entityId: customerId,
      customerId,
      after: withoutEmail
        ? { licenseeId: licensee.id, note: "set up without e-mail: the address is taken in licensing" }
        : { licenseeId: licensee.id },
      cause: input.cause ?? "onboarding",
    });
  });
  return licensee.id;
}

async function setUp(
  licensing: LicenseeSetups,
  { id, type, name, displayName, email }: Customer,
  ids: { naturalId: string | null; connectedIdentityId: string | null },
) {
  const setup = { type, name, displayName, email, externalReference: id, ...ids };
  let outcome = await licensing.setupLicensee(setup);
  if (outcome.kind === "conflict" && outcome.field === "email") {
    outcome = await licensing.setupLicensee({ ...setup, email: null });
  }
  if (outcome.kind !== "conflict") return outcome.licensee;
  const message = `The licensee of customer ${id} can't be set up: another one has its ${outcome.field}`;
  throw new AdapterError("licensing", message, { retryable: false });
}

async function requireSame(db: Db | Tx, customerId: string, licenseeId: string): Promise<void> {
  const customer = await findCustomerRow(db, { id: customerId });
  if (customer?.licenseeId === licenseeId) return;
  throw new Error(`Customer ${customerId} has another licensee than ${licenseeId}, which carries its reference`);
}
