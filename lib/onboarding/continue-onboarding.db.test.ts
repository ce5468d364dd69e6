import { afterAll, describe, expect, test } from "vitest";
import { AdapterError, NotFoundError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { continueOnboarding } from "./continue-onboarding";
import { identifyCustomer } from "./identify-customer";
import { restartCheckout } from "./restart-checkout";
import { startCheckout } from "./start-checkout";
import {
  givenBuyer,
  givenMember,
  givenUser,
  monthly,
  openSessions,
  pay,
  sessionAt,
  startWorld,
  yearly,
} from "./testing/start-world";
import { watchPurchase } from "./watch-purchase";

const world = await startWorld();
afterAll(() => world.stop());

const ada = () => ({ type: "PERSON", name: "Ada Lovelace", displayName: "", email: `${newId()}@example.com` });

describe("who are you", () => {
  test("a new user is asked, and after the answer chooses an offer", async () => {
    const userId = await givenUser(world);
    expect(await continueOnboarding(world.ctx, { userId })).toEqual({ kind: "identify_customer" });
    const answer = { ...ada(), name: "  Ada Lovelace " };
    const identified = await identifyCustomer(world.ctx, { userId, ...answer });
    expect(identified).toMatchObject({ kind: "identified" });
    expect(await continueOnboarding(world.ctx, { userId })).toMatchObject({
      kind: "choose_offer",
      customer: { type: "PERSON", name: "Ada Lovelace", email: answer.email },
    });
    const consumer = await world.ctx.db.licenseConsumer.findUnique({ where: { connectedIdentityId: userId } });
    expect(consumer).toMatchObject({ type: "PERSON", name: "Ada Lovelace" });
  });

  test("20 answers at once, double clicks and tabs, make one customer and one licensee", async () => {
    const userId = await givenUser(world);
    const answer = { userId, ...ada() };
    const results = await Promise.all(Array.from({ length: 20 }, () => identifyCustomer(world.ctx, answer)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    const customers = await world.ctx.db.customer.findMany({ where: { foundedByUserId: userId } });
    expect(customers).toHaveLength(1);
    const externalReference = customers[0]?.id ?? "";
    expect(await world.ctx.db.licensee.findMany({ where: { externalReference } })).toMatchObject([
      { id: customers[0]?.licenseeId },
    ]);
  });

  test.each([
    ["down", new AdapterError("licensing", "down", { retryable: true }), false],
    ["a crash", new Error("crash"), true],
  ])("licensing that fails (%s) is made good on the next visit", async (_, failure, thrown) => {
    const userId = await givenUser(world);
    const ctx = { ...world.ctx, licensing: { setupLicensee: () => Promise.reject(failure) } };
    const identifying = identifyCustomer(ctx, { userId, ...ada() });
    if (thrown) await expect(identifying).rejects.toThrow("crash");
    else expect(await identifying).toMatchObject({ kind: "identified" });
    expect(await continueOnboarding(world.ctx, { userId })).toMatchObject({ kind: "choose_offer" });
    const customer = await world.ctx.db.customer.findUniqueOrThrow({ where: { foundedByUserId: userId } });
    expect(customer.licenseeId).not.toBeNull();
  });

  test.each([
    ["nothing at all", {}, ["type", "name", "email"]],
    ["an empty name", { ...ada(), name: "   " }, ["name"]],
    ["a name longer than 200 letters", { ...ada(), name: "a".repeat(201) }, ["name"]],
    ["what is no e-mail address", { ...ada(), email: "ada" }, ["email"]],
    ["an unknown type", { ...ada(), type: "ROBOT" }, ["type"]],
    ["a file instead of text", { ...ada(), name: new Blob() }, ["name"]],
  ])("%s is refused by field, and nobody is founded", async (_, answer, fields) => {
    const userId = await givenUser(world);
    const result = await identifyCustomer(world.ctx, { userId, ...answer });
    expect(result.kind === "invalid" && Object.keys(result.fields)).toEqual(fields);
    expect(await world.ctx.db.customer.count({ where: { foundedByUserId: userId } })).toBe(0);
  });
});

describe("the next step of a customer", () => {
  test("an offer and seats: ready to pay; one that is not sold: choose", async () => {
    const { userId } = await givenBuyer(world);
    const visit = (sku: string) => continueOnboarding(world.ctx, { userId, sku, quantity: 7 });
    expect(await visit(monthly)).toMatchObject({ kind: "ready_to_pay", offer: { sku: monthly }, quantity: 7 });
    expect(await visit("NO-SUCH-OFFER")).toMatchObject({ kind: "choose_offer" });
  });

  test("who left the checkout comes back to it, by its offer or without saying anything", async () => {
    const { userId, customerId } = await givenBuyer(world);
    await startCheckout(world.ctx, { userId, sku: monthly, quantity: 2 });
    const intent = { customerId, sku: monthly, quantity: 2 };
    const back = { kind: "resume_checkout", intent };
    expect(await continueOnboarding(world.ctx, { userId })).toMatchObject(back);
    expect(await continueOnboarding(world.ctx, { userId, sku: monthly, quantity: 2 })).toMatchObject(back);
    expect(await continueOnboarding(world.ctx, { userId, sku: yearly })).toMatchObject({ kind: "ready_to_pay" });
  });

  test("starting over closes the checkout at the provider; for anybody else it is not found", async () => {
    const { userId, customerId } = await givenBuyer(world);
    await startCheckout(world.ctx, { userId, sku: monthly, quantity: 2 });
    const step = await continueOnboarding(world.ctx, { userId });
    if (step.kind !== "resume_checkout") throw new Error(`Expected a checkout to resume, got ${step.kind}`);
    const intentId = step.intent.id;
    const strangers = [
      await givenUser(world),
      (await givenBuyer(world)).userId,
      await givenMember(world, customerId, "MEMBER"),
    ];
    for (const stranger of strangers) {
      await expect(restartCheckout(world.ctx, { userId: stranger, intentId })).rejects.toThrow(NotFoundError);
    }
    await expect(restartCheckout(world.ctx, { userId, intentId: "nonsense" })).rejects.toThrow(NotFoundError);
    expect(await openSessions(world, customerId)).toHaveLength(1);
    expect(await restartCheckout(world.ctx, { userId, intentId })).toEqual({ kind: "restarted" });
    expect(await restartCheckout(world.ctx, { userId, intentId })).toEqual({ kind: "restarted" });
    expect(await openSessions(world, customerId)).toEqual([]);
    expect(await continueOnboarding(world.ctx, { userId })).toMatchObject({ kind: "choose_offer" });
  });

  test("a checkout that was paid meanwhile leads to its return page, starting over included", async () => {
    const { userId } = await givenBuyer(world);
    const result = await startCheckout(world.ctx, { userId, sku: monthly, quantity: 2 });
    const step = await continueOnboarding(world.ctx, { userId });
    if (result.kind !== "checkout" || step.kind !== "resume_checkout") throw new Error("Expected a checkout");
    const sessionId = await sessionAt(world, result.url);
    await pay(world, sessionId);
    const paid = { kind: "already_paid", sessionId };
    expect(await restartCheckout(world.ctx, { userId, intentId: step.intent.id })).toEqual(paid);
    await world.ctx.db.purchaseIntent.update({
      where: { id: step.intent.id },
      data: { status: "OPEN", openSlot: newId(), subject: null },
    });
    expect(await continueOnboarding(world.ctx, { userId })).toEqual(paid);
  });

  test("who has the product is led to changing it, until it ends at the provider", async () => {
    const { userId } = await givenBuyer(world);
    const result = await startCheckout(world.ctx, { userId, sku: monthly, quantity: 2 });
    if (result.kind !== "checkout") throw new Error("Expected a checkout");
    const sessionId = await sessionAt(world, result.url);
    await pay(world, sessionId);
    const { purchase } = await watchPurchase(world.watching, { userId, sessionId });
    const visit = () => continueOnboarding(world.ctx, { userId, sku: yearly });
    expect(await visit()).toMatchObject({ kind: "change_existing", subscription: { sku: monthly, quantity: 2 } });
    await world.stripe.subscriptions.cancel(purchase?.reference ?? "");
    expect(await visit()).toMatchObject({ kind: "ready_to_pay", offer: { sku: yearly } });
  });

  test("who may buy for several is asked for whom; a customer that is not theirs is not found", async () => {
    const { userId, customerId } = await givenBuyer(world);
    const other = await givenBuyer(world);
    const visit = (asked: string) => continueOnboarding(world.ctx, { userId, customerId: asked });
    await expect(visit(other.customerId)).rejects.toThrow(NotFoundError);
    await world.ctx.db.membership.create({
      data: { id: newId(), userId, customerId: other.customerId, role: "ADMIN" },
    });
    const step = await continueOnboarding(world.ctx, { userId });
    expect(step.kind === "choose_customer" && step.customers.map(({ id }) => id)).toEqual([
      customerId,
      other.customerId,
    ]);
    expect(await visit(other.customerId)).toMatchObject({ kind: "choose_offer", customer: { id: other.customerId } });
  });
});
