import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/kernel/add-days";
import type { Dispute } from "@/lib/commerce/dispute";
import { decideLicenseCommands } from "./decide-license-commands";
import { defaultPolicy } from "./policy";
import { anItem, anOffer, anOrder, aSubscription, held, now, price } from "./test-purchases";
import type { Truth } from "./truth";

const monthly = anOffer("studio-monthly");
const plugin = anOffer("plugin", { kind: "PERPETUAL", access: "KEY" });
const offers = new Map([monthly, plugin].map((offer) => [price(offer), offer]));
const holds = new Set<string>();

const decide = (truth: Truth, holding: ReturnType<typeof held>[] = []) =>
  decideLicenseCommands({ now, licenseeId: "licensee-1", policy: defaultPolicy, holds, truth, held: holding, offers });

function disputed(truth: Truth, status: Dispute["status"]): Truth {
  const dispute = { id: "dp_1", paymentId: "pi_1", amountMinor: 4900, currency: "EUR", reason: null, openedAt: now };
  return { ...truth, issues: { refunds: [], disputes: [{ ...dispute, status }] } };
}

describe("a purchase that is first heard of while it is suspended (docs/decisions/0070)", () => {
  it("gets its license, suspended, whether its payment is disputed or overdue, or it is unpaid or paused", () => {
    const late = aSubscription({ status: "past_due", pastDueSince: addDays(now, -20) });
    const unpaid = aSubscription({ status: "unpaid" });
    for (const truth of [disputed(anOrder(plugin), "open"), late, unpaid, aSubscription({ status: "paused" })]) {
      const { commands, terms, changes } = decide(truth);
      expect(commands).toMatchObject([{ kind: "issue", suspendFor: expect.any(String) }]);
      expect(terms).toMatchObject([{ suspendedAt: now, endedAt: null }]);
      expect(changes).toMatchObject([{ kind: "suspended" }]);
    }
  });

  it("gets none when the dispute is lost already, and a usable one when it is won", () => {
    expect(decide(disputed(anOrder(plugin), "lost")).commands).toEqual([]);
    expect(decide(disputed(anOrder(plugin), "won")).commands).toMatchObject([{ kind: "issue" }]);
    expect(decide(disputed(anOrder(plugin), "won")).commands[0]).not.toHaveProperty("suspendFor");
  });

  it("gets none for an item of no seats", () => {
    expect(decide(aSubscription({ status: "paused", items: [anItem(monthly, { quantity: 0 })] })).commands).toEqual([]);
  });
});

describe("a plan that moves to a new item while the subscription is suspended", () => {
  const before = held(monthly, { state: "suspended" }, { line: "line-before", suspendedAt: addDays(now, -2) });

  it("takes the key with it, suspended, and nobody is told twice", () => {
    const { commands, changes } = decide(aSubscription({ status: "unpaid" }), [before]);
    expect(commands).toMatchObject([
      { kind: "issue", license: { replaces: before.license.id }, suspendFor: expect.any(String) },
      { kind: "revoke", licenseId: before.license.id },
    ]);
    expect(changes).toEqual([]);
  });

  it("takes it even to an item of no seats, where it waits for the first one", () => {
    const { commands } = decide(aSubscription({ items: [anItem(monthly, { quantity: 0 })] }), [before]);
    expect(commands).toMatchObject([{ kind: "issue", license: { qty: 1 }, suspendFor: "No seats are paid for" }, {}]);
  });
});

describe("what fulfillment revoked and is not paid for again, but disputed", () => {
  it("comes back suspended, so that what is granted never depends on what was seen when", () => {
    const ended = held(plugin, { state: "revoked" }, { endedAt: addDays(now, -1) });
    const { commands, terms } = decide(disputed(anOrder(plugin), "open"), [ended]);
    expect(commands.map(({ kind }) => kind)).toEqual(["reinstate", "suspend"]);
    expect(terms).toMatchObject([{ endedAt: null, suspendedAt: now }]);
  });
});

describe("since when a license is suspended", () => {
  const paused = aSubscription({ status: "paused" });

  it("is noted once, also where the backend suspended it in a run that was broken off", () => {
    const noted = decide(paused, [held(monthly, { state: "suspended" }, { suspendedAt: addDays(now, -3) })]);
    expect(noted).toMatchObject({ commands: [], changes: [], terms: [{ suspendedAt: addDays(now, -3) }] });
    const broken = decide(paused, [held(monthly, { state: "suspended" })]);
    expect(broken).toMatchObject({ commands: [], changes: [{ kind: "suspended" }], terms: [{ suspendedAt: now }] });
  });

  it("is forgotten when it works again, which is told", () => {
    const holding = [held(monthly, { state: "suspended" }, { suspendedAt: addDays(now, -3) })];
    expect(decide(aSubscription(), holding)).toMatchObject({
      commands: [{ kind: "restore" }],
      changes: [{ kind: "restored" }],
      terms: [{ suspendedAt: null }],
    });
  });
});
