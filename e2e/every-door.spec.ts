import { makeHousehold, roles, type Household, type Role } from "./support/household";
import { expect, test } from "./support/test";

let house: Household;
test.beforeAll(async ({ stack }) => {
  house = await makeHousehold(stack.databaseUrl);
});

const everybody = (word: string): Record<Role, string> => ({
  nobody: "sign in",
  newcomer: word,
  MEMBER: word,
  ADMIN: word,
  OWNER: word,
  "owner of another customer": word,
});
const ownersAndAdmins = { ...everybody("404"), ADMIN: "200", OWNER: "200" };

/** What each person gets who asks for what is the household's. The whole table: app/every-door.db.test.ts. */
const pages: [path: (customerId: string) => string, expected: Record<Role, string>][] = [
  [(id) => `/portal?customer=${id}`, { ...ownersAndAdmins, MEMBER: "200" }],
  [(id) => `/portal/purchases?customer=${id}`, { ...ownersAndAdmins, MEMBER: "owners only" }],
  [(id) => `/portal/billing?customer=${id}`, { ...ownersAndAdmins, MEMBER: "owners only" }],
  [(id) => `/start?customer=${id}`, ownersAndAdmins],
  [() => "/start/return?session_id=cs_test_of_nobody", everybody("404")],
  [() => "/portal/account", everybody("200")],
];

type Ask = { origin: string; path: string; role: Role; headers?: Record<string, string>; body?: FormData };

function ask({ origin, path, role, headers = {}, body }: Ask): Promise<Response> {
  const init = { redirect: "manual" as const, headers: { ...headers, cookie: house.cookieOf(role) } };
  return fetch(`${origin}${path}`, body ? { ...init, method: "POST", body } : init);
}

async function wordOf(answer: Response): Promise<string> {
  const location = answer.headers.get("location") ?? "";
  if (/^(?:http:\/\/localhost:\d+)?\/sign-in\?returnTo=/.test(location)) return "sign in";
  const text = await answer.text();
  if (answer.status === 200 && text.includes("NEXT_REDIRECT") && text.includes("/sign-in?returnTo=")) return "sign in";
  return answer.status === 200 && text.includes("For owners and admins") ? "owners only" : String(answer.status);
}

for (const [path, expected] of pages) {
  for (const role of roles) {
    test(`${path("…")}: ${role} gets ${expected[role]}, kept in no cache`, async ({ stack }) => {
      const answer = await ask({ origin: stack.appOrigin, path: path(house.customerId), role });
      expect(answer.headers.get("cache-control")).toContain("no-store");
      expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(answer.headers.get("x-powered-by")).toBeNull();
      expect(await wordOf(answer)).toBe(expected[role]);
    });
  }
}

const disguises: Record<string, string>[] = [
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { purpose: "prefetch" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { "x-forwarded-host": "evil.example", "x-nonce": "guessed" },
];
for (const headers of disguises) {
  test(`a stranger who sends ${JSON.stringify(headers)} sees no more, and the policy stays`, async ({ stack }) => {
    const path = `/portal?customer=${house.customerId}`;
    const answer = await ask({ origin: stack.appOrigin, path, role: "owner of another customer", headers });
    expect(answer.headers.get("content-security-policy")).toMatch(/script-src[^;]*'nonce-(?!guessed)/);
    const text = await answer.text();
    expect(text).not.toContain("Household Of The Owner");
    expect(text).not.toContain("evil.example");
  });
}

/** The form with this button as the page sends it without scripts, with some fields changed. */
async function formOn(page: Response, button: string, changed: Record<string, string> = {}): Promise<FormData> {
  const html = (await page.text()).match(/<form[\s\S]*?<\/form>/g)?.find((form) => form.includes(button)) ?? "";
  const data = new FormData();
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) data.append(name, unescapeHtml(/value="([^"]*)"/.exec(input)?.[1] ?? ""));
  }
  for (const [name, value] of Object.entries(changed)) data.set(name, value);
  expect(
    [...data.keys()].some((name) => name.startsWith("$ACTION")),
    `a form with “${button}”`,
  ).toBe(true);
  return data;
}

function unescapeHtml(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}

for (const role of ["newcomer", "MEMBER", "owner of another customer"] as const) {
  test(`${role} who sends the owner's own billing form gets nowhere`, async ({ stack }) => {
    const origin = stack.appOrigin;
    const path = `/portal/billing?customer=${house.customerId}`;
    const body = await formOn(await ask({ origin, path, role: "OWNER" }), "Open billing");
    const answer = await ask({ origin, path: "/portal/billing", role, headers: { origin }, body });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("location")).toBeNull();
  });
}

test("a form that another site sends ends no session", async ({ stack }) => {
  const origin = stack.appOrigin;
  const path = "/portal/account";
  const page = await ask({ origin, path, role: "ADMIN" });
  const body = await formOn(page, "Sign out everywhere");
  const answer = await ask({ origin, path, role: "ADMIN", headers: { origin: "https://evil.example" }, body });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await wordOf(await ask({ origin, path, role: "ADMIN" }))).toBe("200");
});

test("the API answers nothing to a stranger that could be kept or framed", async ({ stack }) => {
  for (const path of ["/api/health", "/api/health/ready", "/api/metrics", "/start/return/status?session_id=x"]) {
    const answer = await ask({ origin: stack.appOrigin, path, role: "newcomer" });
    expect(answer.headers.get("cache-control"), path).toContain("no-store");
    expect(answer.headers.get("content-security-policy"), path).toContain("frame-ancestors 'none'");
  }
  expect((await ask({ origin: stack.appOrigin, path: "/api/metrics", role: "OWNER" })).status).toBe(401);
});
