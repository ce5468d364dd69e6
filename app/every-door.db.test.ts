import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { findDoors, open } from "@/lib/test-doors";
import { cookiesOf, openHousehold, roles, type Household, type Role } from "@/lib/test-household";
import { arriveWith } from "@/lib/test-request";
import { addToAccount } from "./(onboarding)/claim/actions";
import ClaimPage from "./(onboarding)/claim/page";
import { identify, pay, startOver } from "./(onboarding)/start/actions";
import StartPage from "./(onboarding)/start/page";
import ReturnPage from "./(onboarding)/start/return/page";
import { GET as status } from "./(onboarding)/start/return/status/route";
import { addMethod, endAllSessions, removeMethod } from "./(portal)/portal/account/actions";
import AccountPage from "./(portal)/portal/account/page";
import { manageBilling, revealKey } from "./(portal)/portal/actions";
import BillingPage from "./(portal)/portal/billing/page";
import { GET as downloadFile } from "./(portal)/portal/license-file/route";
import { replaceKey } from "./(portal)/portal/license-key/actions";
import LicensesPage from "./(portal)/portal/page";
import PurchasesPage from "./(portal)/portal/purchases/page";
import ApiReferencePage from "./(site)/docs/api/page";
import ProductsPage from "./(site)/page";
import { confirmLink, goToProvider, sendLink } from "./(site)/sign-in/actions";
import CheckYourMailPage from "./(site)/sign-in/check-your-mail/page";
import ConfirmPage from "./(site)/sign-in/confirm/page";
import SignInErrorPage from "./(site)/sign-in/error/page";
import SignInPage from "./(site)/sign-in/page";
import { GET as finishSignIn } from "./api/auth/[...nextauth]/route";
import { GET as live } from "./api/health/route";
import { GET as ready } from "./api/health/ready/route";
import { GET as metrics } from "./api/metrics/route";
import { POST as fastSpringWebhook } from "./api/webhooks/fastspring/route";
import { POST as stripeWebhook } from "./api/webhooks/stripe/route";
import { all, before, form, ownersAndAdmins, search, signedIn, type Door, type Target } from "./testing/door";
import { licensingApiDoors } from "./testing/licensing-api-doors";
import { purchaseDoors } from "./testing/purchase-doors";
import { signOutHere } from "./sign-out";

vi.mock("next/headers", () => import("@/lib/test-request"));
vi.mock("next/navigation", async (original) => ({
  ...(await original<typeof import("next/navigation")>()),
  useRouter: () => ({ refresh: () => {} }),
  usePathname: () => "/",
  useSearchParams: () => new URLSearchParams(),
}));

let house: Household;
beforeAll(async () => {
  house = await openHousehold();
});
afterAll(() => house.shop.close());

const get = (path: string) => new Request(`http://localhost:3000${path}`);
const callback = async (...nextauth: string[]) => {
  const { NextRequest } = await import("next/server");
  return finishSignIn(new NextRequest(get("/api/auth")), { params: Promise.resolve({ nextauth }) });
};
const asked = { offer: "keyed", quantity: undefined, customer: undefined, canceled: false };

const doors: Record<string, Door> = {
  "page /": { open: () => ProductsPage(), expected: all("page") },
  "page /sign-in": { open: () => SignInPage(search()), expected: { ...all("to /portal"), nobody: "page" } },
  "page /sign-in/check-your-mail": { open: () => CheckYourMailPage(search()), expected: all("sign in") },
  "page /sign-in/confirm": {
    open: () => ConfirmPage(search({ email: "a@example.com", token: "x" })),
    expected: all("page"),
  },
  "page /sign-in/error": { open: () => SignInErrorPage(search()), expected: all("page") },
  "page /docs/api": { open: () => ApiReferencePage(), expected: all("page") },
  ...licensingApiDoors,
  // The token of a mailed link is the proof here; these are forged, with a real id in them.
  "page /claim": {
    open: ({ customerId }) => ClaimPage(search({ token: `${customerId}.forged` })),
    expected: all("page"),
  },
  "action /claim#addToAccount": {
    open: ({ customerId }) => addToAccount(before, form({ token: `${customerId}.forged` })),
    expected: signedIn("to /claim"),
  },
  "page /start": {
    open: ({ customerId }) => StartPage(search({ customer: customerId })),
    expected: ownersAndAdmins("page"),
  },
  "page /start/return": {
    open: ({ sessionId }) => ReturnPage(search({ session_id: sessionId })),
    expected: ownersAndAdmins("page"),
  },
  "page /portal": {
    open: ({ customerId }) => LicensesPage(search({ customer: customerId })),
    expected: { ...ownersAndAdmins("page"), MEMBER: "page" },
  },
  "page /portal/purchases": {
    open: ({ customerId }) => PurchasesPage(search({ customer: customerId })),
    expected: { ...ownersAndAdmins("page"), MEMBER: "owners only" },
  },
  ...purchaseDoors,
  "page /portal/billing": {
    open: ({ customerId }) => BillingPage(search({ customer: customerId })),
    expected: { ...ownersAndAdmins("page"), MEMBER: "owners only" },
  },
  "page /portal/account": { open: () => AccountPage(search()), expected: signedIn("page") },
  "GET /start/return/status": {
    open: ({ sessionId }) => status(get(`/start/return/status?${new URLSearchParams({ session_id: sessionId })}`)),
    expected: { ...all("404"), ADMIN: "200", OWNER: "200" },
  },
  "GET /api/auth/[...nextauth]": { open: () => callback("callback", "oidc"), expected: all("404") },
  "GET /api/health": { open: () => live(), expected: all("200") },
  "GET /api/health/ready": { open: () => ready(), expected: all("503") },
  "GET /api/metrics": { open: () => metrics(get("/api/metrics")), expected: all("401") },
  "POST /api/webhooks/stripe": {
    open: () => stripeWebhook(new Request(get("/api/webhooks/stripe"), { method: "POST", body: "{}" })),
    expected: all("400"),
  },
  "POST /api/webhooks/fastspring": {
    open: () => fastSpringWebhook(new Request(get("/api/webhooks/fastspring"), { method: "POST", body: "{}" })),
    // Not set up here.
    expected: all("404"),
  },
  "action /start#identify": { open: () => identify(asked, before, form({})), expected: signedIn("answered") },
  "action /start#pay": {
    open: ({ customerId }) => pay(before, form({ customer: customerId, sku: "for-ever", quantity: "1" })),
    expected: ownersAndAdmins("to the provider"),
  },
  "action /start#startOver": {
    open: ({ intentId }) => startOver(before, form({ intent: intentId, sku: "left-behind", quantity: "1" })),
    expected: ownersAndAdmins("to /start"),
  },
  "action /portal#revealKey": {
    open: ({ customerId, licenseId }) => revealKey(customerId, licenseId),
    expected: ownersAndAdmins("answered", "refused"),
  },
  "action /portal#manageBilling": {
    open: ({ customerId }) => manageBilling(before, form({ customer: customerId })),
    expected: ownersAndAdmins("to the provider"),
  },
  "action /portal/account#addMethod": {
    open: () => addMethod(before, form({ method: "oidc" })),
    expected: signedIn("answered"),
  },
  // Somebody else's is answered like one that is not there; that it stays is told below.
  "action /portal/account#removeMethod": {
    open: ({ accountId }) => removeMethod(before, form({ account: accountId })),
    expected: signedIn("to /portal/account"),
  },
  "action /portal/account#endAllSessions": {
    open: () => endAllSessions(),
    expected: signedIn("to /sign-in"),
  },
  "action /sign-in#sendLink": {
    open: () => sendLink(before, form({ email: "no address" })),
    expected: all("answered"),
  },
  "action /sign-in#confirmLink": {
    open: () => confirmLink(before, form({ email: "a@example.com", token: "guess" })),
    expected: all("answered"),
  },
  "action /sign-in#goToProvider": {
    open: () => goToProvider(before, form({ method: "oidc" })),
    expected: all("answered"),
  },
  "GET /portal/license-file": {
    open: ({ customerId, licenseId }) =>
      downloadFile(
        get(`/portal/license-file?${new URLSearchParams({ customer: customerId, license: licenseId, days: "30" })}`),
      ),
    expected: ownersAndAdmins("200"),
  },
  "action /sign-out#signOutHere": { open: () => signOutHere(), expected: all("to /") },
  // The last one, because the household's key is another one afterwards.
  "action /portal/license-key#replaceKey": {
    open: ({ customerId, licenseId }) => replaceKey(customerId, licenseId, true),
    expected: ownersAndAdmins("answered", "refused"),
  },
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
