/** A cookie to set on the answer; an empty value with `maxAgeSeconds: 0` removes it. */
export interface CookieChange {
  name: string;
  value: string;
  httpOnly: true;
  secure: boolean;
  sameSite: "lax";
  path: "/";
  maxAgeSeconds: number;
}

/** The cookies of a request, by name. */
export type RequestCookies = Readonly<Record<string, string | undefined>>;

export function isSecureOrigin(appOrigin: string): boolean {
  return appOrigin.startsWith("https://");
}

/** The session cookie's name; by the prefix browsers take it over https only, and from no neighboring subdomain. */
export function sessionCookieName(appOrigin: string): string {
  return isSecureOrigin(appOrigin) ? "__Host-next-auth.session-token" : "next-auth.session-token";
}

export function linkIntentCookieName(appOrigin: string): string {
  return isSecureOrigin(appOrigin) ? "__Host-usher.link-intent" : "usher.link-intent";
}

export function setCookie(appOrigin: string, name: string, value: string, maxAgeSeconds: number): CookieChange {
  return { name, value, httpOnly: true, secure: isSecureOrigin(appOrigin), sameSite: "lax", path: "/", maxAgeSeconds };
}

export function removeCookie(appOrigin: string, name: string): CookieChange {
  return setCookie(appOrigin, name, "", 0);
}
