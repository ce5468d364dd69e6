/**
 * Whether the storefront takes real money. FastSpring's test storefronts have addresses of their own and are open to
 * everybody who knows a test card; a stand-in speaks plain HTTP.
 */
export function isLiveStorefront(storefront: string): boolean {
  const { protocol, hostname } = new URL(storefront);
  return protocol === "https:" && !hostname.endsWith(".test.onfastspring.com");
}

/** Of an object or event of the other mode, which neither gives nor takes anything here; null of one that is ours. */
export function otherMode(live: boolean | null | undefined, isLiveStore: boolean): string | null {
  if (live === undefined || live === null || live === isLiveStore) return null;
  return isLiveStore
    ? "Of a test order: licenses are given for those only where FASTSPRING_STOREFRONT is a test storefront"
    : "Of a live order: FASTSPRING_STOREFRONT is a test storefront, where only test orders count";
}
