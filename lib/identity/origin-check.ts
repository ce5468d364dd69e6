/**
 * Whether a request that changes something was sent by a page of this app. For route handlers; server actions have the
 * same check in Next itself. Browsers send `Origin` with every POST, so a request without one is refused.
 */
export function isOwnOrigin(headers: Pick<Headers, "get">, appOrigin: string): boolean {
  return headers.get("origin") === new URL(appOrigin).origin;
}
