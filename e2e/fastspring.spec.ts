import { z } from "zod";
import type { Records } from "./support/records";
import type { Sandbox } from "./support/sandbox";
import { expect, test } from "./support/test";
import { cards, type Visitor } from "./support/visitor";

const bought = z.object({ accounts: z.array(z.object({ subscriptions: z.array(z.string()) })) });

/** In FastSpring's store, to which the offer's page leads. */
async function payAtFastSpring(visitor: Visitor): Promise<void> {
  await visitor.page.getByRole("button", { name: "Continue to payment" }).click();
  await visitor.page.waitForURL(/\/fastspring\/store\/session\//);
  await visitor.fillCard(cards.good);
  await visitor.page.getByRole("button", { name: "Buy now" }).click();
  await visitor.seeLicenseArrive();
}

async function findSubscription(sandbox: Sandbox, email: string): Promise<string> {
  const headers = { authorization: `Basic ${Buffer.from("vendor:anything").toString("base64")}` };
  const address = `${sandbox.origin}/fastspring/api/accounts?${new URLSearchParams({ email })}`;
  const { accounts } = bought.parse(await (await fetch(address, { headers })).json());
  return accounts[0]?.subscriptions[0] ?? "";
}

/** What vendor, bank and time do at FastSpring. */
async function atFastSpring(sandbox: Sandbox, step: string, body: object = {}): Promise<void> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await fetch(`${sandbox.origin}/fastspring/control/${step}`, init);
  expect(answer.status, await answer.text()).toBe(200);
}

/** What the webhooks bring is there in a moment. */
async function seeValidLicenses(records: Records, { email }: Visitor, count: number): Promise<void> {
  const counting = expect.poll(async () => (await records.countFor(email)).valid_licenses, { timeout: 30_000 });
  await counting.toBe(count);
}

test("a customer of FastSpring buys once and by subscription, which is renewed, changed and ended there", async ({
  visitor,
  sandbox,
  records,
}) => {
  const { page } = visitor;
  await visitor.signInByMail("/start?offer=ATLAS-TRANSLATE-PERPETUAL");
  await visitor.sayPerson();
  await payAtFastSpring(visitor);
  await page.goto("/start?offer=ATLAS-TRANSLATE-MONTHLY&quantity=2");
  await payAtFastSpring(visitor);
  await visitor.seeInPortal(/^Perpetual · 1 seat/);
  await visitor.seeInPortal(/^Monthly · 2 seats/);

  const id = await findSubscription(sandbox, visitor.email);
  await atFastSpring(sandbox, `subscriptions/${id}/renew`);
  await atFastSpring(sandbox, `subscriptions/${id}/change`, { product: "atlas-translate-yearly", quantity: 5 });
  await visitor.seeInPortal(/^Yearly · 5 seats/);
  await seeValidLicenses(records, visitor, 2);
  await atFastSpring(sandbox, `subscriptions/${id}/deactivate`);
  await seeValidLicenses(records, visitor, 1);
  await visitor.seeInPortal(/^Perpetual · 1 seat/);
});

test("one customer has subscriptions at both providers, each handled by its own", async ({
  visitor,
  sandbox,
  records,
}) => {
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await visitor.page.goto("/start?offer=ATLAS-TRANSLATE-MONTHLY");
  await payAtFastSpring(visitor);
  expect(await records.countFor(visitor.email)).toMatchObject({ customers: 1, licensees: 1, valid_licenses: 2 });
  await atFastSpring(sandbox, `subscriptions/${await findSubscription(sandbox, visitor.email)}/deactivate`);
  await seeValidLicenses(records, visitor, 1);
  await visitor.page.goto("/portal");
  await expect(visitor.page.getByRole("heading", { name: "Atlas Editor" })).toBeVisible();
});
