import { expect, test } from "./support/test";
import { cards, type Visitor } from "./support/visitor";

const renderNode = "usher_demo_atlas_render_node_monthly";

/** The license follows the webhook, so the page is asked again until it is there. */
async function seeInPortal(visitor: Visitor, product: string): Promise<void> {
  await expect(async () => {
    await visitor.page.goto("/portal");
    await expect(visitor.page.getByRole("heading", { name: product })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
}

test("the vendor's own page sells to a licensee it knows: the license joins theirs, whoever pays", async ({
  visitor,
  another,
  stack,
  records,
  vendor,
}) => {
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  const { licenseeId } = await vendor.findBuyer(visitor.email);
  const payer = await another();
  await payer.page.goto(await vendor.openCheckout(renderNode, { licenseeId, returnTo: stack.appOrigin }));
  await payer.page.getByLabel("Email").fill(payer.email);
  await payer.payWith(cards.good);
  await payer.page.waitForURL(`${stack.appOrigin}/`);
  await seeInPortal(visitor, "Atlas Render Node");
  expect(await records.countFor(visitor.email)).toMatchObject({ customers: 1, licensees: 1, licenses: 2 });
  expect(await records.countFor(payer.email)).toMatchObject({ customers: 0, licensees: 0 });
});

test("the vendor's own page sells to a customer of the provider: the license joins theirs", async ({
  visitor,
  stack,
  records,
  vendor,
}) => {
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  const { customer } = await vendor.findBuyer(visitor.email);
  const returnTo = `${stack.appOrigin}/portal`;
  await visitor.page.goto(await vendor.openCheckout(renderNode, { customer, returnTo }));
  await visitor.payWith(cards.good);
  await visitor.page.waitForURL(returnTo);
  await seeInPortal(visitor, "Atlas Render Node");
  expect(await records.countFor(visitor.email)).toMatchObject({ customers: 1, licensees: 1, licenses: 2 });
});
