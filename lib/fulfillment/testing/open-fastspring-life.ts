import { openFastSpringShop, type FastSpringShop } from "@/lib/test-fastspring-shop";

/** A shop at FastSpring with subscriptions and one-time products, and what is known here of who bought there. */
export async function openFastSpringLife() {
  const shop = await openFastSpringShop();
  await Promise.all([
    shop.sell("studio-monthly"),
    shop.sell("studio-team"),
    shop.sell("studio-rent", { untilPeriodEnd: true }),
    shop.sell("plugin", { kind: "PERPETUAL" }),
    shop.sell("brushes", { kind: "PERPETUAL" }),
  ]);
  return {
    shop,
    whatIsKnownOf: (account: string) => whatIsKnownOf(shop, account),
    /** In short, in the alphabet's order. */
    licensesOf: async (account: string) => {
      const { licenses } = await whatIsKnownOf(shop, account);
      return licenses.map(({ productName, qty, state }) => `${productName} ${qty} ${state}`).toSorted();
    },
  };
}

export const anAddress = (name: string) => ({ first: name, last: "Buyer", email: `${name.toLowerCase()}@example.com` });

/** The customer that this account is mapped to, with the licenses. */
async function whatIsKnownOf({ ctx: { db, licensing } }: FastSpringShop, providerCustomerId: string) {
  const found = await db.providerCustomer.findFirst({ where: { providerCustomerId }, include: { customer: true } });
  if (!found?.customer.licenseeId) return { customer: null, licenses: [] };
  const grants = await db.grant.findMany({ where: { customerId: found.customer.id } });
  const licenses = await licensing.findLicenses(grants.map(({ licenseId }) => licenseId));
  return { customer: found.customer, licenses };
}
