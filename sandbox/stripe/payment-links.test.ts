import type { Stripe } from "stripe";
import { afterAll, describe, expect, test } from "vitest";
import { buyer, createPrice, listEvents, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const monthly = await createPrice(stripe);
const once = await createPrice(stripe, { oneTime: true });

/** Opens the link as somebody who is known nowhere; answers the checkout's address. */
async function visit(link: Stripe.PaymentLink, query = ""): Promise<string> {
  const answer = await sandbox.get(`${new URL(link.url).pathname}${query}`);
  expect(answer.status).toBe(303);
  return answer.headers.get("location") ?? "";
}

const sessionAt = (address: string) => stripe.checkout.sessions.retrieve(address.split("/").at(-1) ?? "");

describe("a payment link", () => {
  test("sells a subscription to whoever opens it: customer, metadata and confirmation", async () => {
    const link = await stripe.paymentLinks.create({
      line_items: [{ price: monthly.id, quantity: 3 }],
      metadata: { campaign: "spring" },
      subscription_data: { metadata: { tendukeLicenseeId: "licensee" } },
      expand: ["line_items"],
    });
    expect(link.line_items?.data).toMatchObject([{ quantity: 3, price: { id: monthly.id } }]);
    const address = await visit(link, "?client_reference_id=page-7");
    expect(await sessionAt(address)).toMatchObject({
      payment_link: link.id,
      customer: null,
      client_reference_id: "page-7",
    });
    const paid = await sandbox.post(address, buyer);
    expect(paid.headers.get("location")).toBe(`${link.url}/thanks`);
    expect(await (await sandbox.get(`${new URL(link.url).pathname}/thanks`)).text()).toContain("Thanks");

    const session = await sessionAt(address);
    expect(session).toMatchObject({ status: "complete", metadata: { campaign: "spring" }, amount_total: 14_700 });
    const subscription = await stripe.subscriptions.retrieve(String(session.subscription), { expand: ["customer"] });
    expect(subscription).toMatchObject({
      metadata: { tendukeLicenseeId: "licensee" },
      customer: { email: buyer.email, name: buyer.name },
    });
  });

  test("sells once: a guest has no customer, unless the link makes one; the buyer goes where it says", async () => {
    const line_items = [{ price: once.id, quantity: 1 }];
    const after_completion = { type: "redirect", redirect: { url: "http://localhost:3000/done" } } as const;
    for (const [customer_creation, customer] of [
      ["if_required", null],
      ["always", expect.stringMatching(/^cus_/)],
    ] as const) {
      const link = await stripe.paymentLinks.create({ line_items, after_completion, customer_creation });
      const address = await visit(link);
      const paid = await sandbox.post(address, buyer);
      expect(paid.headers.get("location")).toBe("http://localhost:3000/done");
      expect(await sessionAt(address)).toMatchObject({ customer, mode: "payment", payment_status: "paid" });
    }
  });

  test("opens a checkout of its own for everybody", async () => {
    const link = await stripe.paymentLinks.create({ line_items: [{ price: monthly.id, quantity: 1 }] });
    const [first, second] = [await visit(link), await visit(link, "?locked_prefilled_email=fixed%40example.com")];
    expect(first).not.toBe(second);
    expect(await (await sandbox.get(second)).text()).toContain("fixed@example.com");
  });

  test("that is switched off sells nothing, and says so; one that never was is not found", async () => {
    const link = await stripe.paymentLinks.create({ line_items: [{ price: monthly.id, quantity: 1 }] });
    const off = await stripe.paymentLinks.update(link.id, { active: false, inactive_message: "The spring is over." });
    const page = await sandbox.get(new URL(off.url).pathname);
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining("The spring is over.")]);
    expect((await sandbox.get("/b/test_unknown")).status).toBe(404);
    expect((await stripe.paymentLinks.list({ active: false })).data.map(({ id }) => id)).toEqual([link.id]);
    const types = (await listEvents(stripe)).map(({ type }) => type);
    expect(types.filter((type) => type === "payment_link.updated")).toHaveLength(1);
  });

  test("is refused in Stripe's words when its parts do not fit", async () => {
    await expect(stripe.paymentLinks.create({ line_items: [] })).rejects.toMatchObject({ param: "line_items" });
    const line_items = [{ price: monthly.id, quantity: 1 }];
    await expect(stripe.paymentLinks.create({ line_items, customer_creation: "always" })).rejects.toMatchObject({
      param: "customer_creation",
    });
    await expect(stripe.paymentLinks.retrieve("plink_none")).rejects.toMatchObject({ code: "resource_missing" });
  });
});

test("the control page leads to every link", async () => {
  const link = await stripe.paymentLinks.create({ line_items: [{ price: monthly.id, quantity: 1 }] });
  expect(await (await sandbox.get("/")).text()).toContain(`href="${new URL(link.url).pathname}"`);
});
