import type { Invoice } from "../wire";
import type { World } from "../world";
import { callOff } from "./appointments";
import { closeInvoice } from "./close-invoice";

/** The invoice of a postponed change has been paid: the change comes true. */
export function applyPendingUpdate(world: World, paid: Invoice): void {
  const before = world.subscriptions.get(paid.parent?.subscription_details?.subscription ?? "");
  const items = before?.pending_update?.subscription_items;
  if (!before || !items || before.latest_invoice !== paid.id) return;
  callOff(world, "pending_update_expires", before.id);
  const after = world.subscriptions.put({ ...before, items: { ...before.items, data: items }, pending_update: null });
  world.emitUpdate("customer.subscription.updated", before, after);
  world.emit("customer.subscription.pending_update_applied", after);
}

/** Nobody has paid for the change in time: it is forgotten, and so is its invoice. */
export function expirePendingUpdate(world: World, id: string): void {
  const before = world.subscriptions.get(id);
  if (!before?.pending_update || before.ended_at !== null) return;
  const after = world.subscriptions.put({ ...before, pending_update: null });
  world.emitUpdate("customer.subscription.updated", before, after);
  world.emit("customer.subscription.pending_update_expired", after);
  const invoice = world.invoices.get(before.latest_invoice ?? "");
  if (invoice?.status === "open") closeInvoice(world, invoice, "void");
}
