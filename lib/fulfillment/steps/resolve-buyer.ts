import type { Buyer } from "@/lib/commerce/subscription";
import { createEcommerceCustomer } from "@/lib/customers/create-ecommerce-customer";
import { normalizeEmail, type Customer } from "@/lib/customers/customer";
import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import { findCustomer } from "@/lib/customers/find-customer";
import { listOwnerAddresses } from "@/lib/customers/list-owner-addresses";
import { mapProviderCustomer } from "@/lib/customers/map-provider-customer";
import { resolveCustomerAlone } from "@/lib/customers/resolve-customer";
import type { Licensee } from "@/lib/licensing/licensee";
import { decideNewCustomer } from "../decide-new-customer";
import { decideStanding, type Standing } from "../decide-standing";
import type { FulfillmentRun } from "../fulfillment-context";
import type { GrantRow } from "../grant-store";
import { defaultPolicy } from "../policy";
import { buyerOf, describeTruth, linesOf, type Truth } from "../truth";

/** A customer whose licensee exists. */
export type Owner = Pick<Customer, "id" | "name" | "email"> & { licenseeId: string };

export type ResolvedBuyer =
  { kind: "owner"; customer: Owner; doubts: string[] } | { kind: "parked" | "ignored"; reason: string };

/**
 * Whose purchase it is (design, section 2). Once licensed, a purchase stays with its customer, whatever the provider
 * says later; a different claim is a doubt for support, and never keeps a license from ending.
 */
export async function resolveBuyer(run: FulfillmentRun, truth: Truth, grants: GrantRow[]): Promise<ResolvedBuyer> {
  const { providerCustomerId } = buyerOf(truth);
  const { tx: db, provider, licensing } = run;
  const licenseeId = await namedLicensee(run, truth, grants);
  const found = await resolveCustomerAlone({ db, licensing }, { licenseeId, provider, providerCustomerId });
  const licensed = grants[0];
  if (licensed) return await stayWith(run, licensed.customerId, found.kind === "found" ? found.customer.id : null);
  switch (found.kind) {
    case "doubtful":
      return { kind: "parked", reason: found.reason };
    case "found":
      if (!(await isProven(run, truth, found.customer))) return unproven(found.customer);
      return await adopt(run, found.customer, providerCustomerId);
    case "unknown":
      return await create(run, truth, found.licensee);
  }
}

/**
 * A customer who signed up here, or whose account at the provider we made (it names the licensee), typed that account's
 * address, maybe another's: what is bought at it without a word from us is theirs only if an owner has proven the address.
 */
async function isProven(run: FulfillmentRun, truth: Truth, customer: Customer): Promise<boolean> {
  const { isByAddressOnly, email, licenseeId } = buyerOf(truth);
  if (!isByAddressOnly || (customer.origin !== "MANAGED" && licenseeId === null)) return true;
  const owners = await listOwnerAddresses({ db: run.tx }, customer.id);
  return owners.some((owner) => owner.email === normalizeEmail(email));
}

function unproven({ id }: Customer): ResolvedBuyer {
  const reason =
    `It was bought in the store at the e-mail address of customer ${id}, which no owner of theirs has proven to have: ` +
    "ask the buyer who they are";
  return { kind: "parked", reason };
}

/** The checkout is asked once, before the first license, and only of purchases that began outside of Usher. */
async function namedLicensee(run: FulfillmentRun, truth: Truth, grants: GrantRow[]): Promise<string | null> {
  const { licenseeId, purchaseIntentId } = buyerOf(truth);
  if (licenseeId !== null || purchaseIntentId !== null || grants.length > 0) return licenseeId;
  return await run.findCheckoutLicensee();
}

async function stayWith(run: FulfillmentRun, customerId: string, claimedBy: string | null): Promise<ResolvedBuyer> {
  const customer = await findCustomer({ db: run.tx }, customerId);
  const doubts =
    claimedBy !== null && claimedBy !== customerId
      ? [`The provider now names customer ${claimedBy}, but it is licensed to customer ${customerId}`]
      : [];
  return { kind: "owner", customer: await withLicensee(run, customer, null), doubts };
}

/** The purchase is this customer's: what a crash left undone is finished, and the provider's id remembered. */
export async function adopt(
  run: FulfillmentRun,
  customer: Customer,
  providerCustomerId: string | null,
): Promise<ResolvedBuyer> {
  const owner = await withLicensee(run, customer, providerCustomerId);
  if (providerCustomerId !== null) await remember(run, owner, providerCustomerId);
  return { kind: "owner", customer: owner, doubts: [] };
}

async function remember(run: FulfillmentRun, owner: Owner, providerCustomerId: string): Promise<void> {
  const { tx: db, actor, provider, cause } = run;
  const mapping = await mapProviderCustomer(
    { db, actor },
    { customerId: owner.id, provider, providerCustomerId, cause },
  );
  if (mapping.kind === "mapped")
    await run.licensing.updateLicensee(owner.licenseeId, { naturalId: providerCustomerId });
}

async function create(run: FulfillmentRun, truth: Truth, licensee: Licensee | null): Promise<ResolvedBuyer> {
  const terms = { now: run.now, policy: defaultPolicy };
  const isLicensed = ({ kind }: Standing) => kind === "valid" || kind === "suspended";
  if (!linesOf(truth).some((line) => isLicensed(decideStanding(truth, { ...terms, line }).standing))) {
    return {
      kind: "ignored",
      reason: `${describeTruth(truth)}: there is nothing to license, and its buyer is not known`,
    };
  }
  return await createOwner(run, buyerOf(truth), licensee);
}

/** A customer of ours for a buyer we hear of for the first time. */
export async function createOwner(
  run: FulfillmentRun,
  buyer: Buyer,
  licensee: Licensee | null,
): Promise<ResolvedBuyer> {
  const decision = decideNewCustomer(buyer, licensee);
  if (decision.kind === "parked") return decision;
  const { providerCustomerId, profile } = decision;
  const { customer } = await createEcommerceCustomer(
    { db: run.tx, now: () => run.now, actor: run.actor },
    { provider: run.provider, providerCustomerId, ...profile, licenseeId: licensee?.id ?? null, cause: run.cause },
  );
  return { kind: "owner", customer: await withLicensee(run, customer, providerCustomerId), doubts: [] };
}

async function withLicensee(run: FulfillmentRun, customer: Customer, naturalId: string | null): Promise<Owner> {
  const licenseeId = await ensureLicensee({ db: run.tx, licensing: run.licensing, actor: run.actor }, customer.id, {
    connectedIdentityId: null,
    naturalId,
    cause: run.cause,
  });
  return { id: customer.id, name: customer.name, email: customer.email, licenseeId };
}
