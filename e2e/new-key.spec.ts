import { readFile, writeFile } from "node:fs/promises";
import type { Locator } from "@playwright/test";
import { execa } from "execa";
import { expect, test } from "./support/test";
import type { Visitor } from "./support/visitor";

const product = "Atlas Render Node";
const tools = (visitor: Visitor): Locator => visitor.page.getByText("Offline use and new key");

/** What the licensing API answers to a licensed application with this key. */
async function checkout(appOrigin: string, licenseKey: string): Promise<number> {
  const response = await fetch(`${appOrigin}/api/licensing/v1/licensing/actions/checkout/${licenseKey}`, {
    method: "POST",
    headers: { "content-type": "application/json", cliHwId: "one computer" },
    body: JSON.stringify([{ productName: "atlas-render-node" }]),
  });
  return response.status;
}

test("an owner replaces a key that got into wrong hands: the old one is dead, the new one works", async ({
  visitor,
  stack,
}) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-RENDER-NODE-MONTHLY");
  await page.goto("/portal");
  await page.getByRole("button", { name: `Show key of ${product}` }).click();
  const shown = page.getByText("License key:").locator("..");
  await expect(shown).not.toContainText("hidden");
  const old = ((await shown.textContent()) ?? "").replace("License key:", "").trim();
  expect(await checkout(stack.appOrigin, old)).toBe(200);

  await tools(visitor).click();
  await page.getByRole("button", { name: `New key for ${product}` }).click();
  await page.getByRole("button", { name: "Keep the old key" }).click();
  expect(await checkout(stack.appOrigin, old)).toBe(200);

  await page.getByRole("button", { name: `New key for ${product}` }).click();
  const question = page.getByRole("group", { name: `Replace the key of ${product}?` });
  await expect(question.getByRole("checkbox", { name: /Free all seats/ })).toBeChecked();
  await question.getByRole("button", { name: "Replace the key" }).click();
  const answer = page.getByText("The old key no longer works.").locator("..");
  await expect(answer).toBeFocused();
  const next = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}/.exec((await answer.textContent()) ?? "")?.[0] ?? "";
  expect(next).not.toBe(old);
  // What stands above is the new key's hint, and no longer the old key.
  await expect(shown).toContainText(`hidden, ends with ${next.slice(-5)}`);
  expect(await checkout(stack.appOrigin, old)).toBe(404);
  expect(await checkout(stack.appOrigin, next)).toBe(200);
});

test("a license file from the portal is believed by a program that has the public keys and no network", async ({
  visitor,
  stack,
}, info) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-RENDER-NODE-MONTHLY");
  await page.goto("/portal");
  await tools(visitor).click();
  await page.getByLabel("Works for").selectOption("7 days");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: `Download license file of ${product}` }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^atlas-render-node-until-\d{4}-\d\d-\d\d\.license$/);
  const file = info.outputPath("downloaded.license");
  await download.saveAs(file);
  expect((await readFile(file, "utf8")).split(".")).toHaveLength(3);

  const keys = `${stack.appOrigin}/api/licensing/v1/licensing-signing-keys/.well-known/jwks.json`;
  const keysFile = info.outputPath("jwks.json");
  await writeFile(keysFile, await (await fetch(keys)).text());
  const { stdout } = await execa("node", ["docs/examples/licensed-app/check-license-file.mjs", file, keysFile]);
  expect(stdout).toContain("atlas-render-node is licensed to Robin Visitor");
});
