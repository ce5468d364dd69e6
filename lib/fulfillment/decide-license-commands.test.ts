import { describe, expect, it } from "vitest";
import type { Order } from "@/lib/commerce/order";
import type { SubscriptionStatus } from "@/lib/commerce/subscription";
import { addDays } from "@/lib/kernel/add-days";
import type { LicenseCommand } from "@/lib/licensing/license-command";
import { decide, kinds, monthly, perpetual } from "./test-decisions";
import { anItem, anOffer, anOrder, aSubscription, held, now, price } from "./test-purchases";

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
