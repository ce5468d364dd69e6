import { afterAll, describe, expect, it } from "vitest";
import type { ProviderEvent } from "@/lib/commerce/commerce-port";
import { anAddress, openFastSpringLife } from "./testing/open-fastspring-life";

const { shop, whatIsKnownOf, licensesOf } = await openFastSpringLife();
afterAll(() => shop.close());

describe("account.created", () => {
  it("makes a person and a licensee, before anything is bought", async () => {
    const account = await shop.account(anAddress("Petra"));
    await shop.tell();
    const { customer } = await whatIsKnownOf(account);
    expect(customer).toMatchObject({ type: "PERSON", name: "Petra Buyer", email: "petra@example.com" });
    expect(await shop.ctx.licensing.findLicensee({ naturalId: account })).toMatchObject({ type: "PERSON" });
  });

  it.each([
    ["a company", { company: "Firm A" }, undefined, { type: "ORGANIZATION", name: "Firm A" }],
    [
      "a company of who says to be a person",
      { company: "Firm B" },
      { tendukeLicenseeType: "PERSONAL" },
      { type: "PERSON", name: "Bea Buyer" },
    ],
    [
      "who says to be an organization",
      { company: "Firm C" },
      '{"tendukeLicenseeType":"ORGANIZATION"}',
      { type: "ORGANIZATION", name: "Firm C" },
    ],
  ])("tells B2B from B2C by tag or company: %s", async (_what, contact, tags, expected) => {
    const email = `${JSON.stringify(contact).replaceAll(/\W/g, "")}@example.com`;
    const account = await shop.account({ ...anAddress("Bea"), ...contact, email }, tags);
    await shop.tell();
    expect((await whatIsKnownOf(account)).customer).toMatchObject(expected);
  });

  it("of an organization without a company is parked with the reason, and nothing is made up", async () => {
    const account = await shop.account(anAddress("Nora"), { tendukeLicenseeType: "ORGANIZATION" });
    expect(await shop.tell()).toMatchObject([{ kind: "parked", reason: expect.stringContaining("no company name") }]);
    expect((await whatIsKnownOf(account)).customer).toBeNull();
  });

  it("that names a licensee only maps it; one that does not exist is parked", async () => {
    const known = await shop.account(anAddress("Mona"));
    await shop.tell();
    const { customer } = await whatIsKnownOf(known);
    const before = await shop.ctx.db.customer.count();
    const other = await shop.account(anAddress("Milo"), { tendukeLicenseeId: customer?.licenseeId });
    const [outcome] = await shop.tell();
    // Mona has an account already: which one is hers is for support to settle.
    expect(outcome).toMatchObject({ kind: "done" });
    expect(await shop.ctx.db.customer.count()).toBe(before);
    expect((await whatIsKnownOf(other)).customer).toBeNull();
    await shop.account(anAddress("Mara"), { tendukeLicenseeId: "0198a000-0000-7000-8000-000000000000" });
    expect(await shop.tell()).toMatchObject([{ kind: "parked", reason: expect.stringContaining("does not exist") }]);
  });
});

describe("order.completed", () => {
  it("licenses one-time items only, and makes the customer when account.created never came", async () => {
    const account = await shop.account(anAddress("Olaf"));
    const items = [{ product: "plugin", quantity: 3 }, { product: "studio-monthly" }];
    const { id } = await shop.order(account, { items });
    await shop.tell((events) => events.filter(({ type }) => type === "order.completed"));
    const known = await whatIsKnownOf(account);
    expect(known.customer).toMatchObject({ name: "Olaf Buyer" });
    const ofOrder = await shop.ctx.db.grant.findMany({ where: { subject: `fastspring:order:${id}` } });
    expect(ofOrder).toMatchObject([{ sku: "plugin" }]);
    // The order leads to its subscription too, whose own truth licenses it.
    expect(await licensesOf(account)).toEqual(["plugin 3 valid", "studio-monthly 1 valid"]);
  });

  it("finds the customer by the order's tags, in every form they come in", async () => {
    const owner = await shop.account(anAddress("Tara"));
    await shop.tell();
    const licenseeId = (await whatIsKnownOf(owner)).customer?.licenseeId ?? "";
    for (const tags of [
      { tendukeLicenseeId: licenseeId },
      `{"tendukeLicenseeId":"${licenseeId}"}`,
      `tendukeLicenseeId=${licenseeId}`,
    ]) {
      await shop.order(owner, { items: [{ product: "plugin" }], tags });
    }
    await shop.tell();
    expect(await licensesOf(owner)).toEqual(Array(3).fill("plugin 1 valid"));
  });

  it("says whose the account is that it brought, whichever of the two events comes first", async () => {
    const owner = await shop.account(anAddress("Olga"));
    await shop.tell();
    const { customer } = await whatIsKnownOf(owner);
    await shop.ctx.db.providerCustomer.deleteMany({ where: { providerCustomerId: owner } });
    for (const [name, tags, expected] of [
      ["Otto", { tendukeLicenseeId: customer?.licenseeId }, { id: customer?.id }],
      ["Orla", { tendukeLicenseeType: "PERSONAL" }, { type: "PERSON", name: "Orla Buyer" }],
    ] as const) {
      const account = await shop.account({ ...anAddress(name), company: "Firm O" });
      await shop.order(account, { items: [{ product: "plugin" }], tags });
      const accountFirst = (events: ProviderEvent[]) => events.toSorted((a, b) => a.type.localeCompare(b.type));
      expect(await shop.tell(accountFirst)).toMatchObject([{ kind: "done" }, { kind: "done" }]);
      const known = await whatIsKnownOf(account);
      expect(known.customer).toMatchObject(expected);
      // Later ones that say nothing of it change neither a person into a company nor the reverse.
      await shop.order(account, { items: [{ product: "plugin" }] });
      await shop.tell();
      expect((await whatIsKnownOf(account)).customer).toMatchObject(expected);
      expect(await licensesOf(account)).toEqual(["plugin 1 valid", "plugin 1 valid"]);
    }
  });

  it("of a bundle is parked with the reason; what was sold beside it is licensed", async () => {
    const bundle = { product: "set", bundle: { items: ["plugin", "brushes"] } };
    await shop.fastSpring("POST", "/api/products", { products: [bundle] });
    const account = await shop.account(anAddress("Bob"));
    await shop.order(account, { items: [{ product: "set" }] });
    const alone = await shop.tell();
    expect(alone.at(-1)).toMatchObject({ kind: "parked", reason: expect.stringContaining('part of the bundle "set"') });
    const other = await shop.account(anAddress("Bert"));
    await shop.fastSpring("POST", "/api/products", { products: [{ product: "kit", bundle: { items: ["brushes"] } }] });
    await shop.order(other, { items: [{ product: "kit" }, { product: "plugin" }] });
    expect((await shop.tell()).at(-1)).toMatchObject({ kind: "parked" });
    expect(await licensesOf(other)).toEqual(["plugin 1 valid"]);
  });

  it("comes after the money; a pending order that is withdrawn licenses nothing", async () => {
    const account = await shop.account(anAddress("Pia"));
    const pending = await shop.order(account, { items: [{ product: "plugin" }], status: "pending" });
    await shop.tell();
    expect(await licensesOf(account)).toEqual([]);
    await shop.control(`orders/${pending.id}/complete`);
    await shop.tell();
    expect(await licensesOf(account)).toEqual(["plugin 1 valid"]);
    await shop.control(`orders/${pending.id}/cancel`);
    await shop.tell();
    expect(await licensesOf(account)).toEqual(["plugin 1 revoked"]);
  });
});
