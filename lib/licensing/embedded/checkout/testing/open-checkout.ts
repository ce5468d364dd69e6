import { decodeJwt, type JWTPayload } from "jose";
import { createDb } from "@/lib/db/client";
import { createTestDatabase } from "@/lib/db/test-database";
import { newId } from "@/lib/kernel/ids";
import type { CheckoutCall, CheckoutItem } from "../../../checkout";
import type { ClientClaims } from "../../../client-binding";
import { givenLicensee, licenseFor } from "../../../contract/given";
import type { NewLicense } from "../../../license-command";
import type { LicensingPort } from "../../../licensing-port";
import { createEmbeddedLicensing } from "../../create-embedded-licensing";
import { createLicensingCheckout } from "../create-licensing-checkout";

export const keySecret = "a secret for tests only, 32 characters or more";

/** The engine on a database of its own, as two processes with clocks that stand still until they are moved. */
export async function openCheckout() {
  const database = await createTestDatabase();
  const second = createDb(database.url, { maxConnections: 20 });
  const clock = { now: new Date("2026-11-22T12:00:00.000Z"), otherIsAheadMs: 0 };
  const otherNow = () => new Date(clock.now.getTime() + clock.otherIsAheadMs);
  const terms = { leaseSeconds: 3600, heartbeatSeconds: 300 };
  const deps = { keySecret, now: () => clock.now, terms, issuer: "10Duke" };
  const licensing = createEmbeddedLicensing({ db: database.db, keySecret, now: deps.now });
  return {
    ...database,
    clock,
    licensing,
    engine: createLicensingCheckout({ ...deps, db: database.db }),
    otherProcess: createLicensingCheckout({ ...deps, db: second, now: otherNow }),
    later: (seconds: number) => {
      clock.now = new Date(clock.now.getTime() + seconds * 1000);
    },
    issue: (license: Partial<NewLicense> = {}) => issue(licensing, license),
    close: async () => {
      await second.$disconnect();
      await database.drop();
    },
  };
}

export type OpenedCheckout = Awaited<ReturnType<typeof openCheckout>>;

/** A license of a new person, with who may use it: by key, or signed in. */
async function issue(licensing: LicensingPort, overrides: Partial<NewLicense>) {
  const connectedIdentityId = newId();
  const licensee = await givenLicensee(licensing, { connectedIdentityId });
  const license = await licensing.issueLicense(licenseFor(licensee.id, overrides));
  const licenseKey = (await licensing.revealLicenseKey(license.id)) ?? "";
  return { licensee, license, licenseKey, connectedIdentityId };
}

export function byKey(licenseKey: string, claims: ClientClaims = {}): CheckoutCall {
  return { caller: { kind: "license_key", licenseKey }, claims: client(claims), ipAddress: "203.0.113.9" };
}

export function signedIn(connectedIdentityId: string, claims: ClientClaims = {}): CheckoutCall {
  return { caller: { kind: "identity", connectedIdentityId }, claims: client(claims), ipAddress: null };
}

function client(claims: ClientClaims): ClientClaims {
  return { cliHwId: "laptop", cliProcessId: "1", cliVersion: "01.00", ...claims };
}

export const seat = (overrides: Partial<CheckoutItem> = {}): CheckoutItem => ({
  productName: "Product",
  qtyDimension: "SEATS",
  qty: 1,
  ...overrides,
});

type Answer = { kind: string; tokens?: string[] };

/** What the only token of an answer says. */
export function claimsOf(outcome: Answer): JWTPayload & { leaseId?: string; errorCode?: string } {
  const [token] = outcome.tokens ?? [];
  if (token === undefined) throw new Error(`No token, but ${JSON.stringify(outcome)}`);
  return decodeJwt(token);
}

/** The lease that was granted; fails on a refusal. */
export function leaseOf(outcome: Answer): string {
  const claims = claimsOf(outcome);
  if (claims.leaseId === undefined) throw new Error(`Refused: ${JSON.stringify(claims)}`);
  return claims.leaseId;
}
