import { expect, test } from "./support/test";
import type { Vendor } from "./support/vendor";
import { cards, type Visitor } from "./support/visitor";

const renderNode = "usher_demo_atlas_render_node_monthly";

type Trial = NonNullable<Parameters<Vendor["openCheckout"]>[1]["trial"]>;

/** Somebody the vendor knows tries a product, by a checkout of the vendor's own. */
async function startTrial(visitor: Visitor, vendor: Vendor, appOrigin: string, trial: Trial): Promise<string> {
  await visitor.buyAsPerson("ATLAS-DIAGRAMS-PERPETUAL");
  const { customer } = await vendor.findBuyer(visitor.email);
  const { page } = visitor;
  await page.goto(await vendor.openCheckout(renderNode, { customer, returnTo: `${appOrigin}/`, trial }));
  if (!trial.withoutCard) await visitor.fillCard(cards.good);
  await page.getByRole("button", { name: /^(Subscribe|Start)/ }).click();
  await page.waitForURL(`${appOrigin}/`);
  await visitor.seeInPortal("Trial");
  await expect(page.getByText(/Free trial until/)).toBeVisible();
  return vendor.findSubscription(visitor.email);
}

test("a trial with a card ends in a paid subscription, and the license goes on", async ({
  visitor,
  sandbox,
  stack,
  records,
  vendor,
}) => {
  const trial = { days: 14 };
  const id = await startTrial(visitor, vendor, stack.appOrigin, trial);
  await sandbox.endPeriod(id);
  await visitor.seeInPortal(/Renews on/);
  await expect(visitor.page.getByText("Trial", { exact: true })).toHaveCount(0);
  expect(await records.countFor(visitor.email)).toMatchObject({ subscriptions: 1, licenses: 2, valid_licenses: 2 });
});

for (const { withoutCard, does, shown } of [
  { withoutCard: "cancel", does: "end with it ends the license", shown: "Ended" },
  { withoutCard: "pause", does: "wait for one suspends the license", shown: "Suspended" },
] as const) {
  test(`a trial without a card that is to ${does}`, async ({ visitor, sandbox, stack, records, vendor }) => {
    const id = await startTrial(visitor, vendor, stack.appOrigin, { days: 14, withoutCard });
    await sandbox.endPeriod(id);
    await visitor.seeInPortal(shown);
    expect(await records.countFor(visitor.email)).toMatchObject({ licenses: 2, valid_licenses: 1 });
  });
}
