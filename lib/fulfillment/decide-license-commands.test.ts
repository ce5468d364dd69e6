import { describe, expect, it } from "vitest";
import type { Order } from "@/lib/commerce/order";
import type { SubscriptionStatus } from "@/lib/commerce/subscription";
import { addDays } from "@/lib/kernel/add-days";
import type { LicenseCommand } from "@/lib/licensing/license-command";
import { decideLicenseCommands, type FulfillmentCase } from "./decide-license-commands";
import { defaultPolicy } from "./policy";
import { anItem, anOffer, anOrder, aSubscription, held, now, price } from "./test-purchases";
import type { Truth } from "./truth";

const monthly = anOffer("studio-monthly");
const yearly = anOffer("studio-yearly");
const perpetual = anOffer("plugin", { kind: "PERPETUAL", access: "KEY" });
const offers = new Map([monthly, yearly, perpetual].map((offer) => [price(offer), offer]));

const given = { now, licenseeId: "licensee-1", policy: defaultPolicy, holds: new Set<string>() };

function decide(
  truth: Truth,
  holding: ReturnType<typeof held>[] = [],
  more: Partial<Pick<FulfillmentCase, "holds" | "offers">> = {},
) {
  return decideLicenseCommands({ ...given, truth, held: holding, offers, ...more });
}

const kinds = (commands: LicenseCommand[]) => commands.map((command) => command.kind);

describe("every status of a subscription decides whether it is licensed (design, section 6)", () => {
  const never: LicenseCommand["kind"][] = [];
  const table: [SubscriptionStatus, first: string[], valid: string[], suspended: string[]][] = [
    ["trialing", ["issue"], never, ["restore"]],
    ["active", ["issue"], never, ["restore"]],
    ["past_due", ["issue"], never, ["restore"]],
    ["incomplete", never, never, never],
    ["unknown", never, never, never],
    ["unpaid", ["issue"], ["suspend"], never],
    ["paused", ["issue"], ["suspend"], never],
    ["canceled", never, ["revoke"], ["revoke"]],
    ["incomplete_expired", never, ["revoke"], ["revoke"]],
  ];
  it.each(table)("%s", (status, first, valid, suspended) => {
    const truth = aSubscription({ status, pastDueSince: status === "past_due" ? addDays(now, -3) : null });
    expect(kinds(decide(truth).commands)).toEqual(first);
    expect(kinds(decide(truth, [held(monthly)]).commands)).toEqual(valid);
    expect(kinds(decide(truth, [held(monthly, { state: "suspended" })]).commands)).toEqual(suspended);
  });

  it("an end in the past ends it, whatever the status says", () => {
    const truth = aSubscription({ status: "active", endedAt: addDays(now, -1) });
    expect(kinds(decide(truth, [held(monthly)]).commands)).toEqual(["revoke"]);
  });

  it("cancel at period end changes nothing yet", () => {
    const truth = aSubscription({ cancelAtPeriodEnd: true, cancelAt: addDays(now, 5), canceledAt: now });
    expect(decide(truth, [held(monthly)]).commands).toEqual([]);
  });
});

describe("every status of an order decides whether it is licensed", () => {
  const table: [Order["status"], first: string[], licensed: string[]][] = [
    ["paid", ["issue"], []],
    ["pending", [], []],
    ["open", [], []],
    ["failed", [], ["revoke"]],
    ["expired", [], ["revoke"]],
  ];
  it.each(table)("%s", (status, first, licensed) => {
    const truth = anOrder(perpetual, { status });
    expect(kinds(decide(truth).commands)).toEqual(first);
    expect(kinds(decide(truth, [held(perpetual)]).commands)).toEqual(licensed);
  });
});

describe("grace", () => {
  const overdue = (days: number) => aSubscription({ status: "past_due", pastDueSince: addDays(now, -days) });

  it("keeps a past-due license for 14 days and says when to look again", () => {
    const decision = decide(overdue(13), [held(monthly)]);
    expect(decision).toMatchObject({ commands: [], nextCheckAt: addDays(now, 1) });
  });

  it("suspends it when the 14 days are over", () => {
    const decision = decide(overdue(14), [held(monthly)]);
    expect(kinds(decision.commands)).toEqual(["suspend"]);
    expect(decision.nextCheckAt).toBeNull();
  });

  it("follows the offer where it says otherwise", () => {
    const offer = anOffer("studio-monthly", { graceDays: 3 });
    const truth = overdue(4);
    expect(kinds(decide(truth, [held(offer)], { offers: new Map([[price(offer), offer]]) }).commands)).toEqual([
      "suspend",
    ]);
  });
});

describe("seats", () => {
  it("are set to what the provider says, times the seats of a unit", () => {
    const pack = anOffer("studio-monthly", { seatsPerUnit: 5 });
    const truth = aSubscription({ items: [anItem(pack, { quantity: 3 })] });
    const holding = [held(pack, { qty: 5 }, { seatsPerUnit: 5 })];
    const decision = decide(truth, holding, { offers: new Map([[price(pack), pack]]) });
    expect(decision.commands).toMatchObject([{ kind: "set_quantity", qty: 15 }]);
  });

  it("of what was sold stay as they were sold when the catalog changes", () => {
    const edited = anOffer("studio-monthly", { seatsPerUnit: 10 });
    const truth = aSubscription();
    expect(decide(truth, [held(monthly)], { offers: new Map([[price(edited), edited]]) }).commands).toEqual([]);
  });

  it("down to none suspend the license, so that its key comes back with the first seat", () => {
    const truth = aSubscription({ items: [anItem(monthly, { quantity: 0 })] });
    expect(kinds(decide(truth, [held(monthly)]).commands)).toEqual(["suspend"]);
    expect(decide(truth).commands).toEqual([]);
  });
});

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

describe("what is issued", () => {
  it("carries its references, and begins when the purchase did", () => {
    const [command] = decide(aSubscription()).commands;
    expect(command).toMatchObject({
      kind: "issue",
      license: {
        validFrom: aSubscription().subscription.startedAt,
        validUntil: null,
        references: {
          subscriptionReference: "sub_1",
          contractReference: "sub_1",
          orderReference: null,
          productReference: "studio-monthly",
        },
      },
    });
  });

  it("for a fixed term ends with the term, and is not issued when that is over", () => {
    const term = anOffer("season", { kind: "FIXED_TERM", termDays: 30 });
    const sold = { offers: new Map([[price(term), term]]) };
    const recent = anOrder(term, { placedAt: addDays(now, -10) });
    const { commands, terms } = decide(recent, [], sold);
    expect(commands).toMatchObject([
      {
        license: { validUntil: addDays(now, 20), references: { orderReference: "cs_1", subscriptionReference: null } },
      },
    ]);
    expect(terms).toMatchObject([{ validUntil: addDays(now, 20) }]);
    expect(decide(anOrder(term, { placedAt: addDays(now, -31) }), [], sold).commands).toEqual([]);
  });

  it("is nothing, and a question, when an offer was bought the way it is not sold", () => {
    const decision = decide(anOrder(monthly));
    expect(decision.commands).toEqual([]);
    expect(decision.doubts).toHaveLength(1);
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
