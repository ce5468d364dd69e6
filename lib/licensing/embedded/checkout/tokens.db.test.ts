import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { addDays } from "@/lib/kernel/add-days";
import { createLicensingCheckout } from "./create-licensing-checkout";
import { byKey, keySecret, openCheckout, seat, type OpenedCheckout } from "./testing/open-checkout";

let opened: OpenedCheckout;
beforeAll(async () => {
  opened = await openCheckout();
});
afterAll(() => opened.close());

const run = promisify(execFile);

/** An application that has nothing but the public keys and a token, at the moment of the test's clock. */
const verifier = `
  import { createLocalJWKSet, jwtVerify } from "jose";
  const { keys, token, now } = JSON.parse(process.argv[1]);
  const options = { issuer: "10Duke", algorithms: ["RS256"], currentDate: new Date(now) };
  const answer = await jwtVerify(token, createLocalJWKSet(keys), options).then(
    ({ payload }) => ({ payload }),
    (error) => ({ error: error.code }),
  );
  console.log(JSON.stringify(answer));`;

async function verifyElsewhere(token: string, now = opened.clock.now): Promise<{ payload?: object; error?: string }> {
  const keys = await opened.engine.publicKeys();
  const input = JSON.stringify({ keys, token, now });
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", verifier, input]);
  return JSON.parse(stdout);
}

async function checkoutToken(licenseKey: string): Promise<string> {
  const answer = await opened.engine.checkout(byKey(licenseKey), [seat()]);
  return answer.kind === "tokens" ? (answer.tokens[0] ?? "") : "";
}

describe("an independent library in a process of its own, with the public keys only", () => {
  it("verifies what was granted, until its end and no longer", async () => {
    const { licenseKey } = await opened.issue({ access: "KEY" });
    const token = await checkoutToken(licenseKey);
    expect(await verifyElsewhere(token)).toMatchObject({ payload: { status: "granted", productName: "Product" } });
    const end = Number(decodeJwt(token).exp) * 1000;
    expect(await verifyElsewhere(token, new Date(end - 1))).toMatchObject({ payload: { status: "granted" } });
    expect(await verifyElsewhere(token, new Date(end))).toEqual({ error: "ERR_JWT_EXPIRED" });
  });

  it("verifies a refusal, and nothing that was changed on the way", async () => {
    const { licenseKey } = await opened.issue({ access: "KEY" });
    const answer = await opened.engine.checkout(byKey(licenseKey), [seat({ productName: "Other" })]);
    const token = answer.kind === "tokens" ? (answer.tokens[0] ?? "") : "";
    expect(await verifyElsewhere(token)).toMatchObject({ payload: { errorCode: "LICENSE_NOT_FOUND" } });
    const [header, payload, signature] = token.split(".");
    const claims = Buffer.from(payload ?? "", "base64url")
      .toString()
      .replace('"refused"', '"granted"');
    const forged = [header, Buffer.from(claims).toString("base64url"), signature].join(".");
    expect(await verifyElsewhere(forged)).toEqual({ error: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
  });
});

describe("signing keys", () => {
  const kidOf = (token: string) => decodeProtectedHeader(token).kid;
  const published = async () => (await opened.engine.publicKeys()).keys.map(({ kid }) => kid);

  it("the public keys hold no private part, and the private parts stand in the database encrypted only", async () => {
    const { keys } = await opened.engine.publicKeys();
    for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    const rows = await opened.db.signingKey.findMany();
    for (const row of rows) {
      expect(Buffer.from(row.privateKeyEncrypted).toString("latin1")).not.toContain("PRIVATE KEY");
      expect(JSON.stringify(row.publicJwk)).not.toContain('"d"');
    }
  });

  it("the first is made once, however many processes ask at once", async () => {
    const fresh = await openCheckout();
    const { licenseKey } = await fresh.issue({ access: "KEY", qty: 20 });
    const ask = (index: number) =>
      (index % 2 ? fresh.engine : fresh.otherProcess).checkout(byKey(licenseKey, { cliHwId: `${index}` }), [seat()]);
    await Promise.all(Array.from({ length: 10 }, (_, index) => ask(index)));
    expect(await fresh.db.signingKey.count()).toBe(1);
    await fresh.close();
  });

  it("a new one is published before it signs, and the old one until its last token is over", async () => {
    const { licenseKey } = await opened.issue({ access: "KEY" });
    const before = await checkoutToken(licenseKey);
    const next = await opened.engine.generateSigningKey();
    expect(next).toMatchObject({ active: false, retired: null });
    expect(await published()).toEqual(expect.arrayContaining([kidOf(before), next.kid]));
    expect(kidOf(await checkoutToken(licenseKey))).toBe(kidOf(before));

    expect(await opened.engine.activateSigningKey(next.id)).toMatchObject({ active: true });
    opened.later(5);
    const after = await checkoutToken(licenseKey);
    expect(kidOf(after)).toBe(next.kid);
    expect(await verifyElsewhere(before)).toMatchObject({ payload: { status: "granted" } });
    expect(await verifyElsewhere(after)).toMatchObject({ payload: { status: "granted" } });

    opened.later(3600 + 120);
    expect(await published()).toEqual([next.kid]);
  });

  it("one that signed a license file stays published until that is over", async () => {
    const { license } = await opened.issue({ access: "KEY" });
    const end = addDays(opened.clock.now, 30);
    const file = await opened.engine.issueLicenseFile(license.id, end);
    const kid = file.kind === "issued" ? kidOf(file.token) : "";
    const next = await opened.engine.generateSigningKey();
    await opened.engine.activateSigningKey(next.id);
    opened.clock.now = new Date(end.getTime() - 1000);
    expect(await published()).toContain(kid);
    opened.clock.now = end;
    expect(await published()).not.toContain(kid);
  });

  it("the active one can’t be deleted; another is gone at once, with all that it signed", async () => {
    const { licenseKey } = await opened.issue({ access: "KEY" });
    const token = await checkoutToken(licenseKey);
    const active = kidOf(token) ?? "";
    expect(await opened.engine.deleteSigningKey(active)).toBe("active");
    await opened.engine.activateSigningKey((await opened.engine.generateSigningKey()).id);
    expect(await opened.engine.deleteSigningKey(active)).toBe("deleted");
    expect(await opened.engine.deleteSigningKey(active)).toBe("not_found");
    expect(await verifyElsewhere(token)).toEqual({ error: "ERR_JWKS_NO_MATCHING_KEY" });
    expect(await opened.engine.deleteSigningKey("no id")).toBe("not_found");
    expect(await opened.engine.activateSigningKey(active)).toBeNull();
  });

  it("with another secret nothing is signed, and the error says why", async () => {
    await opened.engine.publicKeys();
    const other = createLicensingCheckout({
      db: opened.db,
      now: () => opened.clock.now,
      keySecret: "another secret, also of 32 characters or more",
      terms: { leaseSeconds: 60, heartbeatSeconds: 10 },
      issuer: "10Duke",
    });
    const { licenseKey } = await opened.issue({ access: "KEY" });
    await expect(other.checkout(byKey(licenseKey), [seat()])).rejects.toThrow("LICENSE_KEY_SECRET");
    expect(keySecret).not.toContain("another");
  });
});

describe("a license file", () => {
  const issueFile = async (validUntil: Date | null, days = 30) => {
    const { license } = await opened.issue({ access: "KEY", qty: 3 });
    if (validUntil) await opened.licensing.setValidity(license.id, validUntil);
    return { license, file: await opened.engine.issueLicenseFile(license.id, addDays(opened.clock.now, days)) };
  };

  it("says what the license allows, for the chosen time, to whoever has the public keys", async () => {
    const { license, file } = await issueFile(null);
    if (file.kind !== "issued") throw new Error(file.kind);
    expect(file.fileName).toMatch(/^product-until-\d{4}-\d\d-\d\d\.license$/);
    expect(await verifyElsewhere(file.token, addDays(opened.clock.now, 29))).toMatchObject({
      payload: { sub: license.id, offline: true, qty: 3, features: ["editing", "export"], productName: "Product" },
    });
    expect(await verifyElsewhere(file.token, addDays(opened.clock.now, 30))).toEqual({ error: "ERR_JWT_EXPIRED" });
  });

  it("never lasts longer than the license, which in grace ends with it", async () => {
    const graceEnd = addDays(opened.clock.now, 9);
    const { file } = await issueFile(graceEnd);
    expect(file).toMatchObject({ kind: "issued", validUntil: graceEnd });
  });

  test.each(["suspended", "revoked"] as const)("is not made of a license that is %s", async (state) => {
    const { license } = await opened.issue();
    if (state === "suspended") await opened.licensing.suspendLicense(license.id, "payment overdue");
    else await opened.licensing.revokeLicense(license.id, "refunded", opened.clock.now);
    const outcome = await opened.engine.issueLicenseFile(license.id, addDays(opened.clock.now, 30));
    expect(outcome).toMatchObject({ kind: "unusable", reason: expect.stringContaining(state) });
    expect(await opened.engine.issueLicenseFile("no id", opened.clock.now)).toEqual({ kind: "not_found" });
  });
});
