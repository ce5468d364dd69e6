import { describe, expect, it } from "vitest";
import { readCheckout } from "./checkout";
import { writeCheckoutId } from "./checkout-id";
import stored from "./testing/payloads.json";
import { scriptedClient } from "./testing/scripted-client";

const expiresAt = new Date(Date.now() + 3_600_000);
const ids = { session: "s1", account: "acc", licenseeId: "l1", intentId: "i1", expiresAt };
const tags = { usherPurchaseIntentId: "i1" };
const once = { ...stored["order.completed"].plain, tags };
const failed = { ...once, order: "tried", completed: false };

async function read(orders: { order: string }[], { mode = "payment" as const, listed = {} } = {}) {
  const names = orders.map(({ order }) => order);
  const { client } = scriptedClient({
    "GET /accounts/acc": { body: { account: "acc", orders: names } },
    [`GET /orders/${names.join(",")}`]: { body: { orders } },
    "GET /orders": { body: { orders: [], nextPage: null } },
    ...listed,
  });
  return await readCheckout(client, "https://store.example.com", writeCheckoutId({ ...ids, mode }));
}

describe("a checkout in the store", () => {
  it("is what was paid in it, whatever was tried before", async () => {
    const paid = { ...once, order: "paid" };
    expect(await read([failed, paid])).toMatchObject({ status: "complete", subject: { kind: "order", id: "paid" } });
  });

  it("in which a payment failed can still be paid", async () => {
    const listed = { "GET /orders": { body: { orders: ["tried"], nextPage: null } } };
    expect(await read([failed], { listed })).toMatchObject({ status: "open", subject: null });
  });

  it("is over for the buyer while the money is on its way", async () => {
    expect(await read([failed])).toMatchObject({ status: "complete", subject: { kind: "order", id: "tried" } });
  });
});
