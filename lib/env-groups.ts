type Source = Record<string, string | undefined>;

const stripe = ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRETS"] as const;
const fastSpring = [
  "FASTSPRING_USERNAME",
  "FASTSPRING_PASSWORD",
  "FASTSPRING_STOREFRONT",
  "FASTSPRING_WEBHOOK_SECRETS",
] as const;

/** Settings that only make sense together. */
const groups: readonly (readonly string[])[] = [
  fastSpring,
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["ENTRA_TENANT_ID", "ENTRA_CLIENT_ID", "ENTRA_CLIENT_SECRET"],
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
  ["LICENSING_API_ISSUER", "LICENSING_API_KEY_ID", "LICENSING_API_PUBLIC_KEY"],
  ["SCALE_API_BASE", "SCALE_ISSUER", "SCALE_KEY_ID", "SCALE_PRIVATE_KEY"],
];

const noProvider =
  "STRIPE_SECRET_KEY or FASTSPRING_USERNAME is missing: at least one payment provider has to be set up. " +
  "Stripe: STRIPE_SECRET_KEY from the Stripe dashboard, Developers, API keys. " +
  "FastSpring: FASTSPRING_USERNAME and FASTSPRING_PASSWORD from the FastSpring app, Developer Tools, APIs, " +
  "API Credentials, with FASTSPRING_STOREFRONT and FASTSPRING_WEBHOOK_SECRETS";

/** What is missing beside settings that are there, and the payment provider if there is none. */
export function incompleteGroups(source: Source): string[] {
  const given = (names: readonly string[]) => names.filter((name) => source[name]?.trim());
  const sells = given([...stripe, ...fastSpring]).length > 0;
  // Stripe's key alone is enough: without a webhook secret only that address is off (design, 4.3).
  const checked = given([stripe[0]]).length > 0 ? groups : [stripe, ...groups];
  return [...(sells ? [] : [noProvider]), ...checked.flatMap((names) => gaps(names, given(names)))];
}

function gaps(names: readonly string[], given: readonly string[]): string[] {
  if (given.length === 0) return [];
  return names
    .filter((name) => !given.includes(name))
    .map((name) => `${name} is missing: it belongs to ${given.join(" and ")}`);
}
