import type { Response } from "@playwright/test";
import { expect, test } from "./support/test";

test("a license key is in no page and in no data behind it until its owner asks for it", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-RENDER-NODE-MONTHLY");
  const bodies: Promise<string>[] = [];
  const keep = (response: Response) => void bodies.push(response.text().catch(() => ""));
  page.on("response", keep);
  await page.goto("/portal");
  await page.getByRole("link", { name: "Purchases" }).first().click();
  await page.waitForURL(/\/portal\/purchases/);
  await page.goto("/portal");
  const show = page.getByRole("button", { name: /^Show key/ });
  await expect(show).toBeVisible();
  page.off("response", keep);
  await show.click();
  const shown = page.getByText("License key:").locator("..");
  await expect(shown).not.toContainText("hidden");
  const key = ((await shown.textContent()) ?? "").replace("License key:", "").trim();
  expect(key.length).toBeGreaterThan(15);
  const before = (await Promise.all(bodies)).join("\n");
  expect(before.length).toBeGreaterThan(1000);
  expect(before).not.toContain(key);
});

test("nothing on the way from sign-in to the license breaks the content security policy", async ({ visitor }) => {
  const broken: string[] = [];
  visitor.page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) broken.push(message.text());
  });
  await visitor.buyAsPerson("ATLAS-RENDER-NODE-MONTHLY");
  for (const path of ["/portal", "/portal/purchases", "/portal/billing", "/portal/account"]) {
    await visitor.page.goto(path);
  }
  await visitor.openBillingPortal();
  expect(broken).toEqual([]);
});
