import { afterAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { findDoors, open } from "@/lib/test-doors";
import { cookiesOf, openHousehold, roles, type Role } from "@/lib/test-household";
import { arriveWith } from "@/lib/test-request";
import { identify } from "./(onboarding)/start/actions";
import { revealKey } from "./(portal)/portal/actions";
import { before, form, type Door, type Target } from "./testing/door";
import { licensingApiDoors } from "./testing/licensing-api-doors";
import { asked, onboardingDoors } from "./testing/onboarding-doors";
import { portalDoors } from "./testing/portal-doors";
import { purchaseDoors } from "./testing/purchase-doors";
import { siteDoors } from "./testing/site-doors";

const house = await openHousehold();
afterAll(() => house.shop.close());

const doors: Record<string, Door> = {
  ...siteDoors,
  ...licensingApiDoors,
  ...onboardingDoors,
  ...purchaseDoors,
  ...portalDoors,
};

const names = Object.keys(doors);
const doorOf = (name: string): Door => {
  const door = doors[name];
  if (!door) throw new Error(`No such door: ${name}`);
  return door;
};

async function tryDoor(name: string, role: Role, target: Target = house) {
  arriveWith(await cookiesOf(house, role));
  return await open(() => doorOf(name).open(target));
}

it("no page, route or server action is missing from this table, so none goes without an expected answer", () => {
  expect(findDoors().toSorted()).toEqual(names.toSorted());
});

it("no route changes anything on the word of a cookie: pages use actions, whose origin Next checks", () => {
  const changing = findDoors().filter((door) => /^(?:POST|PUT|PATCH|DELETE) /.test(door));
  const webhooks = ["POST /api/webhooks/fastspring", "POST /api/webhooks/stripe"];
  const api = Object.keys(licensingApiDoors).filter((door) => !door.startsWith("GET "));
  expect(changing.toSorted()).toEqual([...api, ...webhooks].toSorted());
});

describe.each(names)("%s", (name) => {
  it.each(roles)("gives %s the expected answer and nothing of anybody else", async (role) => {
    const { word, text } = await tryDoor(name, role);
    expect(word).toBe(doorOf(name).expected[role]);
    if (!name.endsWith("#revealKey")) expect(text).not.toContain(house.licenseKey);
    if (word === "owners only") expect(text).not.toContain(house.reference);
    if (role === "OWNER" || role === "ADMIN" || role === "MEMBER") return;
    for (const theirs of [house.customerId, house.licenseId, house.reference, "Household Of The Owner"]) {
      expect(text).not.toContain(theirs);
    }
  });

  it("answers an id that does not exist as it answers one of somebody else", async () => {
    const nowhere = () => newId();
    const unknown = {
      customerId: nowhere(),
      sessionId: `cs_test_${nowhere()}`,
      licenseId: nowhere(),
      intentId: nowhere(),
      accountId: nowhere(),
      subscriptionId: nowhere(),
      lineId: nowhere(),
    };
    const { word } = await tryDoor(name, "OWNER", unknown);
    expect(word).toBe(doorOf(name).expected["owner of another customer"]);
  });

  it.each(["\0", "x' OR 1=1 --", "../../etc", "a".repeat(5000)])("takes %j for an id without failing", async (id) => {
    const nonsense = {
      customerId: id,
      sessionId: id,
      licenseId: id,
      intentId: id,
      accountId: id,
      subscriptionId: id,
      lineId: id,
    };
    const { word, text } = await tryDoor(name, "OWNER", nonsense);
    const { OWNER, "owner of another customer": foreign } = doorOf(name).expected;
    expect([OWNER, foreign]).toContain(word);
    expect(text).not.toContain(house.licenseKey);
  });
});

describe("what the browser sends along with an action is not believed", () => {
  it.each(roles.filter((role) => role !== "OWNER"))("%s can't remove the owner's way to sign in", async (role) => {
    const account = await house.shop.ctx.db.account.create({
      data: { userId: house.users.OWNER, type: "oauth", provider: "oidc", providerAccountId: newId() },
    });
    await tryDoor("action /portal/account#removeMethod", role, { ...house, accountId: account.id });
    expect(await house.shop.ctx.db.account.count({ where: { id: account.id } })).toBe(1);
  });

  it("fields that name another user or customer change nothing of theirs", async () => {
    const { ctx } = house.shop;
    const theirs = () => ctx.db.customer.findUniqueOrThrow({ where: { id: house.customerId } });
    const untouched = await theirs();
    arriveWith(await cookiesOf(house, "newcomer"));
    const profile = { type: "PERSON", name: "Mallory", displayName: "", email: "mallory@example.com" };
    const tampered = { ...profile, userId: house.users.OWNER, id: house.customerId, customerId: house.customerId };
    const answer = await open(() => identify(asked, before, form({ ...tampered, foundedByUserId: house.users.OWNER })));
    expect(answer.word).toBe("to /start");
    expect(await theirs()).toEqual(untouched);
    const founded = await ctx.db.customer.findUnique({ where: { foundedByUserId: house.users.newcomer } });
    expect(founded?.name).toBe("Mallory");
  });

  it.each([[null], [{ not: "" }], [["x"]], [42], [{ contains: "" }]])("%j for an id is no id", async (id) => {
    arriveWith(await cookiesOf(house, "owner of another customer"));
    const reveal = await open(() => Reflect.apply(revealKey, null, [id, house.licenseId]));
    expect(reveal.word).toBe("refused");
    const own = await house.shop.ctx.db.membership.findFirstOrThrow({
      where: { userId: house.users["owner of another customer"] },
    });
    expect((await open(() => Reflect.apply(revealKey, null, [own.customerId, id]))).word).toBe("refused");
    const told = await open(() => Reflect.apply(identify, null, [id, before, form({})]));
    expect(told.word).toBe("answered");
  });

  it("a form can't lead to another site", async () => {
    arriveWith(await cookiesOf(house, "owner of another customer"));
    const elsewhere = { offer: "//evil.example", customer: "https://evil.example" };
    const profile = { type: "PERSON", name: "Somebody", displayName: "", email: "a@example.com" };
    const answer = await open(() => Reflect.apply(identify, null, [elsewhere, before, form(profile)]));
    expect(answer.word).toBe("to /start");
  });
});
