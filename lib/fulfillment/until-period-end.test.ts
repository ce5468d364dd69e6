import { expect, it } from "vitest";
import { addDays } from "@/lib/kernel/add-days";
import { decideLicenseCommands } from "./decide-license-commands";
import { defaultPolicy } from "./policy";
import { anItem, anOffer, aSubscription, held, now, price } from "./test-purchases";

const offer = anOffer("studio-monthly", { untilPeriodEnd: true });
const offers = new Map([[price(offer), offer]]);
const end = addDays(now, 20);
const paid = (currentPeriodEnd: Date | null) => aSubscription({ items: [anItem(offer)], currentPeriodEnd });

function decide(truth: ReturnType<typeof aSubscription>, holding: ReturnType<typeof held>[] = []) {
  const given = { now, licenseeId: "licensee-1", policy: defaultPolicy, holds: new Set<string>() };
  return decideLicenseCommands({ ...given, truth, held: holding, offers });
}

it("a subscription sold until its period's end is issued with that end, once", () => {
  const { commands, terms } = decide(paid(end));
  expect(commands).toMatchObject([{ kind: "issue", license: { validUntil: end } }]);
  expect(terms).toMatchObject([{ validUntil: end }]);
  expect(decide(paid(end), [held(offer, { validUntil: end }, { validUntil: end })]).commands).toEqual([]);
});

it("each charge extends it to the new end, also when it had run out already", () => {
  for (const old of [end, addDays(now, -1)]) {
    const next = addDays(end, 30);
    const { commands, terms } = decide(paid(next), [held(offer, { validUntil: old }, { validUntil: old })]);
    expect(commands).toMatchObject([{ kind: "set_validity", validUntil: next }]);
    expect(terms).toMatchObject([{ validUntil: next }]);
  }
});

it("a period that is over issues nothing, and no end at all is none", () => {
  expect(decide(paid(addDays(now, -1))).commands).toEqual([]);
  expect(decide(paid(null)).commands).toMatchObject([{ kind: "issue", license: { validUntil: null } }]);
});

it("what was sold without an end stays so when the offer changes", () => {
  expect(decide(paid(end), [held(offer)]).commands).toEqual([]);
});

it("changed while overdue to what is sold until an end that is past: the old license ends, the new one comes with the charge", () => {
  const other = anOffer("studio-yearly");
  const before = held(other, {}, { line: anItem(offer).id });
  const overdue = paid(addDays(now, -1));
  const { commands, terms } = decide(overdue, [before]);
  expect(commands).toMatchObject([{ kind: "revoke", licenseId: before.license.id }]);
  const ended = { ...before, ...terms[0], license: { ...before.license, state: "revoked" as const } };
  expect(decide(overdue, [ended]).commands).toEqual([]);
  expect(decide(paid(end), [ended]).commands).toMatchObject([
    { kind: "issue", license: { validUntil: end, replaces: before.license.id } },
  ]);
});
