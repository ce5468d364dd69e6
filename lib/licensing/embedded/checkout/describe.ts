import { validate as isUuid } from "uuid";
import type { AskedBindings, AskedFeatures, AskedLicenses, CheckoutCaller } from "../../checkout";
import type { ClientBindings, DescribedPage, FeatureFlags } from "../../checkout";
import type { ClientBinding } from "../../client-binding";
import type { LicenseeRecord, LicenseRecord } from "../../entities";
import type { Page } from "../../paging";
import { findLicenseRecords } from "../license-store";
import { boundedPage, pageTerms, toPage } from "../management/read-page";
import { findBindings, findFeatures, findLicensees, licensesOf, narrowed } from "./description-store";
import type { CheckoutEngine } from "./engine";
import { issuedAt } from "./lease-token";
import { resolveHolder } from "./resolve-holder";
import { secondsOf } from "./lease-times";

type Reading = Pick<CheckoutEngine, "db" | "now">;

export async function describeLicensees(
  ctx: Reading,
  caller: CheckoutCaller,
  asked: DescribedPage,
): Promise<Page<LicenseeRecord> | null> {
  const holder = await resolveHolder(ctx.db, caller);
  if (!holder) return null;
  const page = boundedPage(asked);
  return toPage(await findLicensees(ctx.db, holder, pageTerms(page, "created")), page);
}

export async function describeLicenses(
  ctx: Reading,
  caller: CheckoutCaller,
  asked: AskedLicenses,
): Promise<Page<LicenseRecord> | null> {
  const holder = await resolveHolder(ctx.db, caller);
  if (!holder) return null;
  const page = boundedPage(asked.page);
  if (asked.licenseeId !== undefined && !isUuid(asked.licenseeId)) return { items: [], hasMore: false };
  const where = { AND: [licensesOf(holder), narrowed(asked)] };
  return toPage(await findLicenseRecords(ctx.db, where, pageTerms(page, "created")), page);
}

const shownPerLicense = 5;
/** More running leases of one consumer than anybody looks through. */
const readAtMost = 1000;

export async function describeClientBindings(
  ctx: Reading,
  caller: CheckoutCaller,
  { licenseeId, page }: AskedBindings,
): Promise<ClientBindings | null> {
  const holder = await resolveHolder(ctx.db, caller);
  if (!holder) return null;
  if (licenseeId !== undefined && !isUuid(licenseeId)) return { bindings: [], allIncluded: true };
  const { licenseConsumerId } = holder;
  const license = { AND: [licensesOf(holder), narrowed({ licenseeId })] };
  return await readBindings(ctx, { licenseConsumerId, license }, page);
}

export async function describeLicenseClientBindings(
  ctx: Reading,
  caller: CheckoutCaller,
  { licenseId, page }: { licenseId: string; page: AskedBindings["page"] },
): Promise<ClientBindings | null> {
  const holder = await resolveHolder(ctx.db, caller);
  if (!holder || !isUuid(licenseId)) return null;
  const [license] = await findLicenseRecords(ctx.db, { AND: [licensesOf(holder), { id: licenseId }] }, { take: 1 });
  return license ? await readBindings(ctx, { licenseId }, page) : null;
}

async function readBindings(
  { db, now }: Reading,
  where: Parameters<typeof findBindings>[1],
  asked: AskedBindings["page"],
): Promise<ClientBindings> {
  const page = boundedPage(asked);
  const { orderBy } = pageTerms(page, "created");
  const running = { ...where, releasedAt: null, validUntil: { gt: now() } };
  const all = await findBindings(db, running, { orderBy, take: readAtMost });
  const shown = atMostFiveEach(all);
  return {
    bindings: shown.slice(page.offset, page.offset + page.limit),
    allIncluded: shown.length === all.length && all.length <= page.offset + page.limit,
  };
}

function atMostFiveEach(bindings: ClientBinding[]): ClientBinding[] {
  const count = new Map<string, number>();
  return bindings.filter(({ licenseId }) => {
    const seen = (count.get(licenseId) ?? 0) + 1;
    count.set(licenseId, seen);
    return seen <= shownPerLicense;
  });
}

export async function findClientBinding(
  ctx: Reading,
  caller: CheckoutCaller,
  clientBindingId: number,
): Promise<ClientBinding | null> {
  const holder = await resolveHolder(ctx.db, caller);
  if (!holder || !Number.isSafeInteger(clientBindingId)) return null;
  const { licenseConsumerId } = holder;
  const where = { id: clientBindingId, licenseConsumerId, license: licensesOf(holder) };
  const [binding] = await findBindings(ctx.db, where, { take: 1, orderBy: [] });
  return binding ?? null;
}

export async function describeFeatureFlags(
  ctx: Reading,
  caller: CheckoutCaller,
  asked: AskedFeatures,
): Promise<FeatureFlags[] | null> {
  const holder = await resolveHolder(ctx.db, caller);
  return holder && (await readFlags(ctx, holder, asked));
}

async function readFlags(
  { db, now }: Reading,
  holder: Parameters<typeof findFeatures>[1],
  asked: AskedFeatures,
): Promise<FeatureFlags[]> {
  if (asked.licenseeId !== undefined && !isUuid(asked.licenseeId)) return [];
  const rows = await findFeatures(db, holder, { ...asked, now: now() });
  const byProduct = Map.groupBy(rows, ({ productName }) => productName);
  return [...byProduct].map(([productName, licenses]) => ({
    productName,
    features: [...new Set(licenses.flatMap(({ features }) => features))],
  }));
}

export async function describeFeatureFlagsJwt(
  ctx: CheckoutEngine,
  caller: CheckoutCaller,
  asked: AskedFeatures,
): Promise<string | null> {
  const holder = await resolveHolder(ctx.db, caller);
  if (!holder) return null;
  const flags = await readFlags(ctx, holder, asked);
  const now = ctx.now();
  const sign = await ctx.signer.current();
  return await sign({
    ...issuedAt(now),
    exp: secondsOf(now) + ctx.terms.leaseSeconds,
    ...(asked.licenseeId !== undefined && { licenseeId: asked.licenseeId }),
    licenseConsumerId: holder.licenseConsumerId,
    featureFlags: Object.fromEntries(flags.map(({ productName, features }) => [productName, features])),
  });
}
