import { expect, test } from "./support/test";

const guarded = [
  "/start",
  "/start/return?session_id=cs_test_x",
  "/portal",
  "/portal/purchases",
  "/portal/billing",
  "/portal/account",
];

for (const path of guarded) {
  test(`${path} leads whoever is not signed in to the sign-in page`, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  });
}

test("pages carry a strict content security policy with a new nonce each time, and can't be framed", async ({
  page,
}) => {
  const policies = [await page.goto("/"), await page.reload()].map(
    (answer) => answer?.headers()["content-security-policy"] ?? "",
  );
  for (const policy of policies) {
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src[^;]*'nonce-/);
    expect(/script-src[^;]*/.exec(policy)?.[0]).not.toContain("'unsafe-inline'");
  }
  expect(policies[0]).not.toBe(policies[1]);
});

test("every page says plainly that this is the sandbox", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByText("This is the sandbox")).toBeVisible();
});
