import { mkdtemp, readFile } from "node:fs/promises";
import { createPrivateKey, randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { createRemoteJWKSet, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/test";

const root = join(import.meta.dirname, "..");

test("anybody can read the reference: it is accessible, and an operation opens with an example", async ({ page }) => {
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { level: 1, name: "Licensing API" })).toBeVisible();
  const sample = page.getByText('licenses/actions/issue-feature-license" \\');
  await expect(sample).toBeHidden();
  await page.getByText("Issue a license with product name and features given here").click();
  await expect(sample).toBeVisible();
  await expectAccessible(page, "API reference, an operation open");
  await page.setViewportSize({ width: 360, height: 800 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, "nothing is wider than a narrow screen").toBeLessThanOrEqual(0);
  expect(problems).toEqual([]);
});

test("a vendor's system with a registered key sells a license that its application checks out and verifies offline", async ({
  stack,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "usher-api-key-"));
  const issuer = `https://vendor-${randomUUID()}.example.com`;
  const file = join(folder, "private.pem");
  const register = ["generate", "--issuer", issuer, "--key-id", "one", "--private-key", file];
  const settings = { DATABASE_URL: stack.databaseUrl };
  await execa("tsx", ["lib/api-key.ts", ...register], { cwd: root, preferLocal: true, env: settings });
  const privateKey = createPrivateKey(await readFile(file, "utf8"));
  const base = `${stack.appOrigin}/api/licensing/v1`;
  const call = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
    const answer = await fetch(`${base}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    expect(answer.ok, text).toBe(true);
    return JSON.parse(text);
  };
  const claims = { permissions: ["Licensee.write", "License.write"] };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid: "one" })
    .setIssuer(issuer)
    .setSubject("web shop")
    .setIssuedAt()
    .setExpirationTime("2m")
    .sign(privateKey);
  const authorization = `ScaleJwt ${token}`;
  const licensee = z
    .looseObject({ id: z.uuid() })
    .parse(await call("/licensees/actions/setup-organization", { name: "Bought Elsewhere" }, { authorization }));
  const issued = await call(
    `/licensees/${licensee.id}/licenses/actions/issue-feature-license`,
    { productName: "Atlas Elsewhere", features: ["render"], qty: 1, generateLicenseKey: true },
    { authorization },
  );
  const { licenseKey } = z.object({ licenseKey: z.object({ licenseKey: z.string() }) }).parse(issued).licenseKey;
  const items = [{ productName: "Atlas Elsewhere" }];
  const [lease = ""] = z
    .array(z.string())
    .parse(await call(`/licensing/actions/checkout/${licenseKey}`, items, { cliHwId: "machine-1" }));
  const keys = createRemoteJWKSet(new URL(`${base}/licensing-signing-keys/.well-known/jwks.json`));
  const { payload } = await jwtVerify(lease, keys, { algorithms: ["RS256"] });
  expect(payload).toMatchObject({ productName: "Atlas Elsewhere", features: ["render"], qty: 1 });
  expect(payload.errorCode).toBeUndefined();
});
