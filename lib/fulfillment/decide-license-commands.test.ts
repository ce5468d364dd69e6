import { describe, expect, it } from "vitest";
import type { Order } from "@/lib/commerce/order";
import type { SubscriptionStatus } from "@/lib/commerce/subscription";
import { addDays } from "@/lib/kernel/add-days";
import type { LicenseCommand } from "@/lib/licensing/license-command";
import { decideLicenseCommands } from "./decide-license-commands";
import { anItem, anOffer, anOrder, aSubscription, held, now, price } from "./test-purchases";
import type { Truth } from "./truth";

const monthly = anOffer("studio-monthly");
const yearly = anOffer("studio-yearly");
const perpetual = anOffer("plugin", { kind: "PERPETUAL", access: "KEY" });
const offers = new Map([monthly, yearly, perpetual].map((offer) => [price(offer), offer]));

function decide(
  truth: Truth,
  holding: ReturnType<typeof held>[] = [],
  more: { operatorRevocations?: Set<string> } = {},
) {
  const policy = { graceDays: 14 };
  return decideLicenseCommands({ now, licenseeId: "licensee-1", truth, held: holding, offers, policy, ...more });
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
    ["unpaid", never, ["suspend"], never],
    ["paused", never, ["suspend"], never],
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
    const input = { now, licenseeId: "l", truth, held: [held(offer)], offers: new Map([[price(offer), offer]]) };
    expect(kinds(decideLicenseCommands({ ...input, policy: { graceDays: 14 } }).commands)).toEqual(["suspend"]);
  });
});

describe("seats", () => {
  it("are set to what the provider says, times the seats of a unit", () => {
    const pack = anOffer("studio-monthly", { seatsPerUnit: 5 });
    const truth = aSubscription({ items: [anItem(pack, { quantity: 3 })] });
    const holding = [held(pack, { qty: 5 }, { seatsPerUnit: 5 })];
    const input = { now, licenseeId: "l", truth, held: holding, policy: { graceDays: 14 } };
    const decision = decideLicenseCommands({ ...input, offers: new Map([[price(pack), pack]]) });
    expect(decision.commands).toMatchObject([{ kind: "set_quantity", qty: 15 }]);
  });

  it("of what was sold stay as they were sold when the catalog changes", () => {
    const edited = anOffer("studio-monthly", { seatsPerUnit: 10 });
    const truth = aSubscription();
    const input = { now, licenseeId: "l", truth, held: [held(monthly)], policy: { graceDays: 14 } };
    expect(decideLicenseCommands({ ...input, offers: new Map([[price(edited), edited]]) }).commands).toEqual([]);
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
    const input = { now, licenseeId: "l", truth: aSubscription(), held: [held(monthly)], policy: { graceDays: 14 } };
    expect(decideLicenseCommands({ ...input, offers: new Map() })).toMatchObject({ commands: [], doubts: [] });
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
    const input = { now, licenseeId: "l", held: [], policy: { graceDays: 14 }, offers: new Map([[price(term), term]]) };
    const recent = anOrder(term, { placedAt: addDays(now, -10) });
    expect(decideLicenseCommands({ ...input, truth: recent }).commands).toMatchObject([
      {
        license: { validUntil: addDays(now, 20), references: { orderReference: "cs_1", subscriptionReference: null } },
      },
    ]);
    expect(decideLicenseCommands({ ...input, truth: anOrder(term, { placedAt: addDays(now, -31) }) }).commands).toEqual(
      [],
    );
  });

  it("is nothing, and a question, when an offer was bought the way it is not sold", () => {
    const decision = decide(anOrder(monthly));
    expect(decision.commands).toEqual([]);
    expect(decision.doubts).toHaveLength(1);
  });
});

describe("a revoked license", () => {
  const revoked = held(monthly, { state: "revoked" });

  it("that an operator revoked stays revoked, whatever the provider says", () => {
    const operatorRevocations = new Set([revoked.license.id]);
    expect(decide(aSubscription(), [revoked], { operatorRevocations }).commands).toEqual([]);
  });

  it("is never restored: what is paid again gets a new one", () => {
    expect(kinds(decide(aSubscription(), [revoked]).commands)).toEqual(["issue"]);
  });
});
