import { appendFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buyer, createPrice, startTestStripe } from "./sandbox-for-test";

const urls = { success_url: "http://localhost:3000/return", cancel_url: "http://localhost:3000/offers" };

test("everything is there again after a restart, and goes on working", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "usher-sandbox-"));
  const before = await startTestStripe({ dataFolder });
  const price = await createPrice(before.stripe);
  const line_items = [{ price: price.id, quantity: 2 }];
  const paid = await before.stripe.checkout.sessions.create({ mode: "subscription", line_items, ...urls });
  const open = await before.stripe.checkout.sessions.create({ mode: "subscription", line_items, ...urls });
  await before.post(`/c/pay/${paid.id}`, buyer);
  const known = await before.stripe.checkout.sessions.retrieve(paid.id, { expand: ["subscription", "line_items"] });
  await before.stop();
  const after = await startTestStripe({ dataFolder });
  const again = await after.stripe.checkout.sessions.retrieve(paid.id, { expand: ["subscription", "line_items"] });
  expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(known)));
  await after.post(`/c/pay/${open.id}`, buyer);
  expect((await after.stripe.checkout.sessions.retrieve(open.id)).status).toBe("complete");
  await after.stop();
});

test("a last line that was cut off in writing loses that change and nothing else", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "usher-sandbox-"));
  const before = await startTestStripe({ dataFolder });
  const { id } = await before.stripe.customers.create({ name: "Kept" });
  await before.stop();
  appendFileSync(join(dataFolder, "stripe.jsonl"), '[["customer","cus_torn",{"id":"cus_to');
  const after = await startTestStripe({ dataFolder });
  expect((await after.stripe.customers.list()).data.map((each) => each.id)).toEqual([id]);
  await after.stripe.customers.create({ name: "Next" });
  await after.stop();
  const third = await startTestStripe({ dataFolder });
  expect((await third.stripe.customers.list()).data).toHaveLength(2);
  await third.stop();
});
