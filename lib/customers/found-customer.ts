import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { normalizeEmail, type Customer, type CustomerType } from "./customer";
import { findCustomerRow, insertCustomer, insertMembership } from "./customer-store";

/**
 * The user's own customer, made at the end of sign-up with the user as its owner. One for each user: a double click
 * or a second tab is answered with the existing one, whatever it asks for.
 */
export async function foundCustomer(
  ctx: { db: Db; now: Clock; actor: Extract<Actor, { kind: "user" }> },
  input: { type: CustomerType; name: string; displayName: string | null; email: string | null },
): Promise<{ kind: "founded" | "existing"; customer: Customer }> {
  const { db, actor } = ctx;
  const foundedByUserId = actor.userId;
  return db.$transaction(async (tx) => {
    const createdAt = ctx.now();
    const row = { id: newId(), origin: "MANAGED", foundedByUserId, createdAt, ...profileOf(input) } as const;
    const customer = await insertCustomer(tx, row);
    if (!customer) return { kind: "existing", customer: await existingCustomer(tx, foundedByUserId) };
    await insertMembership(tx, {
      id: newId(),
      userId: foundedByUserId,
      customerId: customer.id,
      role: "OWNER",
      createdAt,
    });
    await recordAudit(tx, {
      actor,
      action: "customer.founded",
      entity: "customer",
      entityId: customer.id,
      customerId: customer.id,
      after: profileOf(customer),
      cause: "onboarding",
    });
    return { kind: "founded", customer };
  });
}

function profileOf({ type, name, displayName, email }: Pick<Customer, "type" | "name" | "displayName" | "email">) {
  return { type, name: name.trim(), displayName: displayName?.trim() || null, email: normalizeEmail(email) };
}

async function existingCustomer(db: Parameters<typeof findCustomerRow>[0], foundedByUserId: string): Promise<Customer> {
  const existing = await findCustomerRow(db, { foundedByUserId });
  if (!existing) throw new Error(`The customer founded by user ${foundedByUserId} was removed meanwhile`);
  return existing;
}
