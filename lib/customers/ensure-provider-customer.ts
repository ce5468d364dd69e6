import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import type { Actor, ProviderName } from "@/lib/kernel/actor";
import { NotFoundError } from "@/lib/kernel/errors";
import type { CustomerType } from "./customer";
import { findCustomerRow } from "./customer-store";
import { fillProviderCustomerRow, findCustomerByProvider, openProviderCustomerRow } from "./provider-customer-store";

type Asked = {
  customerId: string;
  provider: ProviderName;
  /** Another address than the customer's own, for the provider alone. */
  email?: string | undefined;
  /** What the buyer has proven to be theirs: at such an address they may be known to the provider already. */
  provenEmails?: readonly string[];
};

type Ctx = {
  db: Db;
  actor: Actor;
  /** Idempotent by its key; `mayExist`: an earlier call may have made it, perhaps so long ago that its key is forgotten. */
  createProviderCustomer(input: {
    idempotencyKey: string;
    licenseeId: string;
    customerId: string;
    name: string;
    email: string | null;
    type: CustomerType;
    isFree?: ((providerCustomerId: string) => Promise<boolean>) | undefined;
    mayExist: boolean;
  }): Promise<{ providerCustomerId: string }>;
  updateLicensee(
    licenseeId: string,
    changes: { naturalId: string },
  ): Promise<{ kind: "updated" | "conflict" | "not_found" }>;
};

/**
 * The customer's id at the payment provider, created there if missing. Row, then provider, then the licensee's natural
 * id, then the stored id: what is stored is complete, and a crash before that repeats the calls with the same key.
 * The customer must have its licensee.
 */
export async function ensureProviderCustomer(ctx: Ctx, { customerId, provider, ...asked }: Asked): Promise<string> {
  const customer = await findCustomerRow(ctx.db, { id: customerId });
  if (!customer) throw new NotFoundError("Customer");
  const { licenseeId, name, type } = customer;
  const email = asked.email ?? customer.email;
  if (!licenseeId) throw new Error(`Customer ${customerId} has no licensee yet`);
  const row = await openProviderCustomerRow(ctx.db, { customerId, provider });
  if (row.providerCustomerId) return row.providerCustomerId;
  const ids = { idempotencyKey: row.id, licenseeId, customerId };
  const isProven = email !== null && asked.provenEmails?.includes(email);
  const isFree = isProven ? (id: string) => isNobodys(ctx.db, provider, id) : undefined;
  const made = await ctx.createProviderCustomer({ ...ids, name, email, type, isFree, mayExist: !row.isNew });
  const { kind } = await ctx.updateLicensee(licenseeId, { naturalId: made.providerCustomerId });
  const stored = await store(ctx, { rowId: row.id, customerId, provider, naturalId: kind, ...made });
  // Another id came first, e.g. from a purchase: the licensee follows the one that stands.
  if (stored !== made.providerCustomerId) await ctx.updateLicensee(licenseeId, { naturalId: stored });
  return stored;
}

async function isNobodys(db: Db, provider: ProviderName, providerCustomerId: string): Promise<boolean> {
  return (await findCustomerByProvider(db, provider, providerCustomerId)) === null;
}

async function store(
  ctx: Ctx,
  made: {
    rowId: string;
    customerId: string;
    provider: ProviderName;
    providerCustomerId: string;
    naturalId: "updated" | "conflict" | "not_found";
  },
): Promise<string> {
  const { rowId, customerId, provider, providerCustomerId, naturalId } = made;
  return ctx.db.$transaction(async (tx) => {
    const standing = await fillProviderCustomerRow(tx, rowId, providerCustomerId);
    if (!standing.filled) return standing.providerCustomerId;
    const after = { provider, providerCustomerId };
    await recordAudit(tx, {
      actor: ctx.actor,
      action: "customer.provider_customer_created",
      entity: "customer",
      entityId: customerId,
      customerId,
      after:
        naturalId === "updated" ? after : { ...after, note: `the licensee's natural id was not set: ${naturalId}` },
      cause: "checkout",
    });
    return providerCustomerId;
  });
}
