import { cards } from "./support/visitor";
import { expect, test } from "./support/test";

test.afterEach(({ sandbox }) => sandbox.switchWebhooks(true));

test("with webhooks switched off the return page brings the license all the same, and late ones change nothing", async ({
  visitor,
  sandbox,
  records,
}) => {
  await sandbox.switchWebhooks(false);
  await visitor.arriveSignedIn("/start?offer=ATLAS-EDITOR-MONTHLY");
  await visitor.sayPerson();
  await visitor.goToPayment();
  await visitor.payWith(cards.good);
  await visitor.seeLicenseArrive();
  expect(await sandbox.pendingDeliveries()).toBeGreaterThan(0);

  await sandbox.switchWebhooks(true);
  await expect(async () => expect(await sandbox.pendingDeliveries()).toBe(0)).toPass();
  expect(await records.countFor(visitor.email)).toMatchObject({ subscriptions: 1, licenses: 1, valid_licenses: 1 });
});

test("whoever never returns gets the license by webhook", async ({ visitor, sandbox, records }) => {
  await visitor.arriveSignedIn("/start?offer=ATLAS-DIAGRAMS-PERPETUAL");
  await visitor.sayPerson();
  await visitor.goToPayment();
  await visitor.page.route("**/start/return**", (route) => route.abort());
  await visitor.payWith(cards.good);
  await expect(async () =>
    expect(await records.countFor(visitor.email)).toMatchObject({ orders: 1, licenses: 1 }),
  ).toPass();
  expect(await sandbox.mailTo(visitor.email, /license/i)).toContain("Atlas Diagrams");
});
