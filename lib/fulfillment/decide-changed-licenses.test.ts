import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/kernel/add-days";
import { decide, kinds, monthly, perpetual, yearly } from "./test-decisions";
import { anItem, anOrder, aSubscription, held, now } from "./test-purchases";

describe("changes of a purchase", () => {
  it("a plan change issues the new license before the old one ends", () => {
    const truth = aSubscription({ items: [anItem(yearly, { id: "line-studio-monthly" })] });
    const { commands, terms } = decide(truth, [held(monthly)]);
    expect(kinds(commands)).toEqual(["issue", "revoke"]);
    expect(terms).toMatchObject([{ line: "line-studio-monthly", sku: "studio-yearly" }]);
  });

  it("a plan that comes as a new item takes over the key of the one that went", () => {
    const truth = aSubscription({ items: [anItem(yearly, { id: "si_new" })] });
    const { commands, terms } = decide(truth, [held(monthly)]);
    expect(commands).toMatchObject([
      { kind: "issue", line: "si_new", license: { replaces: "license-studio-monthly" } },
      { kind: "revoke", line: "line-studio-monthly" },
    ]);
    expect(terms).toMatchObject([
      { line: "si_new", endedAt: null },
      { line: "line-studio-monthly", endedAt: now },
    ]);
  });

  it("what an operator revoked does not come back as a new item of the same product", () => {
    const truth = aSubscription({ items: [anItem(yearly, { id: "si_new" })] });
    const revoked = held(monthly, { state: "revoked" });
    expect(decide(truth, [revoked], { holds: new Set([revoked.license.id]) }).commands).toEqual([]);
    expect(kinds(decide(truth, [revoked]).commands)).toEqual(["issue"]);
  });

  it("what is bought in addition takes no key of anything", () => {
    const truth = aSubscription({ items: [anItem(monthly), anItem(yearly)] });
    const [command] = decide(truth, [held(monthly)]).commands;
    expect(command).toMatchObject({ kind: "issue" });
    expect(command).not.toHaveProperty("license.replaces");
  });

  it("a removed item ends its license and no other", () => {
    const truth = aSubscription({ items: [anItem(monthly)] });
    const { commands } = decide(truth, [held(monthly), held(yearly)]);
    expect(commands).toMatchObject([{ kind: "revoke", line: "line-studio-yearly" }]);
  });

  it("a price that no offer has leaves the license as it is, and a person is asked", () => {
    const truth = aSubscription({ items: [{ ...anItem(monthly), providerPriceId: "price_unknown" }] });
    const { commands, doubts } = decide(truth, [held(monthly)]);
    expect(commands).toEqual([]);
    expect(doubts).toHaveLength(1);
    expect(
      kinds(decide(aSubscription({ ...truth.subscription, status: "canceled" }), [held(monthly)]).commands),
    ).toEqual(["revoke"]);
  });

  it("an offer taken out of the catalog stays licensed to who bought it", () => {
    const decision = decide(aSubscription(), [held(monthly)], { offers: new Map() });
    expect(decision).toMatchObject({ commands: [], doubts: [] });
  });

  it("a subscription's license never has an end of its own", () => {
    const decision = decide(aSubscription(), [held(monthly, { validUntil: addDays(now, 3) })]);
    expect(decision.commands).toMatchObject([{ kind: "set_validity", validUntil: null }]);
  });
});

describe("a revoked license", () => {
  const revoked = (endedAt: Date | null) => held(monthly, { state: "revoked", validUntil: now }, { endedAt });
  const holds = new Set([revoked(now).license.id]);

  it("that an operator holds stays revoked, whatever the provider says, and is revoked again should it come back", () => {
    expect(decide(aSubscription(), [revoked(now)], { holds }).commands).toEqual([]);
    const changed = aSubscription({ items: [anItem(yearly, { id: "line-studio-monthly" })] });
    expect(decide(changed, [revoked(now)], { holds }).commands).toEqual([]);
    expect(kinds(decide(aSubscription(), [held(monthly)], { holds }).commands)).toEqual(["revoke"]);
  });

  it("that somebody revoked in licensing stays so", () => {
    expect(decide(aSubscription(), [revoked(null)]).commands).toEqual([]);
  });

  it("that fulfillment revoked comes back as it was, with today's seats, when the cause proves void", () => {
    const truth = aSubscription({ items: [anItem(monthly, { quantity: 4 })] });
    const { commands, terms } = decide(truth, [revoked(now)]);
    expect(commands).toMatchObject([
      { kind: "reinstate", validUntil: null },
      { kind: "set_quantity", qty: 4 },
    ]);
    expect(terms).toMatchObject([{ endedAt: null }]);
  });

  it("of a plan that changed meanwhile is followed by one of the new plan, which takes its key", () => {
    const truth = aSubscription({ items: [anItem(yearly, { id: "line-studio-monthly" })] });
    expect(decide(truth, [revoked(now)]).commands).toMatchObject([
      { kind: "issue", license: { replaces: "license-studio-monthly" } },
    ]);
  });

  it("whose term is over stays so", () => {
    const over = held(perpetual, { state: "revoked" }, { endedAt: now, validUntil: addDays(now, -1) });
    expect(decide(anOrder(perpetual), [over]).commands).toEqual([]);
  });
});
