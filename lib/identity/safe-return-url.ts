const longestUrl = 2000;
// Never registered (RFC 2606), so an answer that stays on it can only be a path of ours.
const here = "https://usher.invalid";
// Control characters and backslashes are read as something else by one browser or another.
const doubtful = /[\p{Cc}\p{Cf}\\]/u;

/**
 * The one function that decides where a person may be sent after a form: a path of this app, as it was asked for, or
 * the fallback. Never another site, whatever is in the text: user info, backslashes, `//host`, control characters, or
 * any of these encoded.
 */
export function safeReturnUrl(wanted: unknown, fallback = "/portal"): string {
  if (typeof wanted !== "string" || wanted.length > longestUrl || !wanted.startsWith("/")) return fallback;
  if (doubtful.test(wanted)) return fallback;
  const path = pathOf(wanted);
  if (path === null || leavesWhenDecoded(path)) return fallback;
  return path;
}

function pathOf(text: string): string | null {
  if (!URL.canParse(text, here)) return null;
  const url = new URL(text, here);
  return url.origin === here ? `${url.pathname}${url.search}${url.hash}` : null;
}

/** A second round of decoding, by a proxy say, must not turn `/%2Fevil.example` into another site either. */
function leavesWhenDecoded(path: string): boolean {
  return /^\/(?:\/|%2f|%5c|%25|\.{1,2}(?:\/|%2f|%5c))/i.test(path) || /%(?:0[0-9a-f]|1[0-9a-f]|7f)/i.test(path);
}
