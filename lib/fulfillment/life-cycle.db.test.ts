import { afterAll, describe, expect, it } from "vitest";
import { formatSubject } from "@/lib/commerce/subject";
import { subscriptionSubject } from "@/lib/test-shop";
import { holdLicense } from "./hold-license";
import { liftHold } from "./lift-hold";
import { openLife } from "./testing/open-life";

const operator = { kind: "user", userId: "0198a000-0000-7000-8000-000000000000", email: null } as const;
const { shop, monthly, plugin, run, follow, subscribe, order } = await openLife();
afterAll(() => shop.close());

describe("an operator's revocation", () => {
  it("wins over the provider until it is lifted; then the license is as it was, key included", async () => {
    const bought = await subscribe("Ivo");
    const [key, [before]] = [await bought.key(), await bought.licenses()];
    const licenseId = before?.id ?? "";
    const deed = { licenseId, reason: "Shared in public", actor: operator };
    expect(await holdLicense(shop.ctx, deed)).toEqual({ kind: "held" });
    expect(await holdLicense(shop.ctx, deed)).toEqual({ kind: "held_already" });
    await run(bought.subject);
    expect(await bought.licenses()).toMatchObject([{ state: "revoked", stateReason: "Shared in public" }]);
    expect(await liftHold(shop.ctx, { ...deed, reason: "Cleared up" })).toEqual({ kind: "lifted" });
    expect(await liftHold(shop.ctx, deed)).toEqual({ kind: "not_held" });
    await run(bought.subject);
    expect(await bought.licenses()).toEqual([before]);
    expect(await bought.key()).toBe(key);
    const actions = await shop.ctx.db.auditEntry.findMany({ where: { entityId: licenseId }, orderBy: { at: "asc" } });
    expect(actions.map(({ action }) => action)).toEqual([
      "license.issued",
      "license.held",
      "license.hold_lifted",
      "license.reinstated",
    ]);
  });

  it("lifted after the subscription ended brings nothing back", async () => {
    const bought = await subscribe("Jana");
    const deed = { licenseId: (await bought.licenses())[0]?.id ?? "", reason: "Abuse", actor: operator };
    await holdLicense(shop.ctx, deed);
    await shop.stripe("DELETE", `/v1/subscriptions/${bought.subject.id}`);
    await liftHold(shop.ctx, deed);
    await run(bought.subject);
    expect(await bought.licenses()).toMatchObject([{ state: "revoked" }]);
  });
});

it("a deleted customer is flagged once, and its licenses follow their purchases", async () => {
  const bought = await subscribe("Lia");
  const kept = await order("Mona", [{ price: plugin, quantity: 1 }]);
  for (const { providerCustomerId } of [bought, kept]) {
    await shop.stripe("DELETE", `/v1/customers/${providerCustomerId}`);
    for (let again = 0; again < 2; again++) {
      expect(await follow("customer", providerCustomerId)).toMatchObject({ kind: "done" });
    }
  }
  await run(bought.subject);
  await run(kept.subject);
  expect(await bought.licenses()).toMatchObject([{ state: "revoked" }]);
  expect(await kept.licenses()).toMatchObject([{ state: "valid" }]);
  expect(await shop.ctx.db.supportFlag.count({ where: { customerId: { in: [bought.id, kept.id] } } })).toBe(2);
});

it("a buyer who gets a name at the provider is looked at again", async () => {
  const id = await shop.introduce({ email: "noa@example.com" });
  const subscription = await shop.subscribe(id, [{ price: monthly }]);
  expect(await run(subscriptionSubject(subscription.id))).toMatchObject({ kind: "parked" });
  await shop.stripe("POST", `/v1/customers/${id}`, { name: "Noa" });
  expect(await follow("buyer", id)).toMatchObject({ kind: "done" });
  const key = `fulfill:${formatSubject(subscriptionSubject(subscription.id))}`;
  expect(await shop.ctx.db.$queryRaw`SELECT key FROM graphile_worker.jobs WHERE key = ${key}`).toEqual([{ key }]);
});
