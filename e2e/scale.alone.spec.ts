import type { Browser } from "@playwright/test";
import { z } from "zod";
import { raiseScaleStack } from "./support/raise-scale-stack";
import { openRecords, type Records } from "./support/records";
import { Sandbox } from "./support/sandbox";
import { publishedStack, type Stack } from "./support/stack";
import { expect, test } from "./support/test";
import { Visitor } from "./support/visitor";

test.describe.configure({ mode: "default" });

let stack: Stack;
let stop: () => Promise<void>;
let own: Records;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  const tenant = publishedStack();
  if (!tenant) throw new Error("The stack is not running: start the tests with `npm run e2e`");
  ({ stack, stop } = await raiseScaleStack(tenant));
  own = await openRecords(stack.databaseUrl);
});
test.afterAll(async () => {
  await own?.close();
  await stop?.();
});

async function arrive(browser: Browser, name: string): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: stack.appOrigin });
  const email = `${name}-${process.pid}-${Date.now()}@example.com`;
  const place = { appOrigin: stack.appOrigin, sandbox: new Sandbox(stack.sandboxOrigin), records: own };
  return new Visitor(await context.newPage(), email, place);
}

/** What the tenant's checkout answers to a licensed application with this key: a signed token with what it may. */
async function checkout(tenant: Stack, licenseKey: string) {
  const address = `${tenant.appOrigin}/api/licensing/v1/licensing/actions/checkout/${licenseKey}`;
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", cliHwId: "one computer" },
    body: JSON.stringify([{ productName: "atlas-render-node" }]),
  });
  if (!response.ok) return { status: response.status, claims: null };
  const [token = ""] = z.array(z.string()).parse(await response.json());
  const payload: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  const claims = z.object({ productName: z.string().nullish(), errorCode: z.string().nullish() }).parse(payload);
  return { status: response.status, claims };
}

test("with 10Duke Scale as backend a new person goes from sign-in to a license that stands there and nowhere else", async ({
  browser,
  records,
}) => {
  const visitor = await arrive(browser, "scale-person");
  const ready: unknown = await (await visitor.page.request.get("/api/health/ready")).json();
  expect(ready).toMatchObject({ status: "ready", licensing: "scale" });
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");

  await visitor.page.getByRole("link", { name: "Go to your licenses" }).click();
  await expect(visitor.heading).toHaveText("Licenses");
  await expect(visitor.page.getByRole("heading", { name: "Atlas Editor" })).toBeVisible();
  await expect(visitor.page.getByText("Active")).toBeVisible();
  expect(await own.countFor(visitor.email)).toMatchObject({
    customers: 1,
    subscriptions: 1,
    licensees: 0,
    licenses: 0,
  });
  expect(await records.countFor(visitor.email)).toMatchObject({ customers: 0, licensees: 1, valid_licenses: 1 });
  await visitor.page.context().close();
});

test("a key bought through Usher is checked out at 10Duke Scale; more seats bring another license and key, and the old one ends", async ({
  browser,
  stack: tenant,
  records,
}) => {
  const visitor = await arrive(browser, "scale-key");
  await visitor.buyAsPerson("ATLAS-RENDER-NODE-MONTHLY");
  const key = await visitor.showKey();
  expect(await checkout(tenant, key)).toMatchObject({ status: 200, claims: { productName: "atlas-render-node" } });

  await visitor.changePlan({ seats: 3 });
  await visitor.seeInPortal(/^Monthly · 3 seats/);
  const next = await visitor.showKey();
  expect(next).not.toBe(key);
  expect(await checkout(tenant, next)).toMatchObject({ status: 200, claims: { productName: "atlas-render-node" } });
  const refused = await checkout(tenant, key);
  expect(refused.status === 200 ? refused.claims?.errorCode : "refused").toBeTruthy();
  expect(await records.countFor(visitor.email)).toMatchObject({ licensees: 1, licenses: 2 });
  expect(await own.countFor(visitor.email)).toMatchObject({ subscriptions: 1, licenses: 0 });
  await visitor.page.context().close();
});
