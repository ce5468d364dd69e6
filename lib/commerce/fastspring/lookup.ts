/**
 * An account carries our licensee's id as its custom lookup key. The prefix tells ours from keys that a vendor gives out
 * for purposes of their own.
 */
const prefix = "usher-";

export function lookupOfLicensee(licenseeId: string): string {
  return `${prefix}${licenseeId}`;
}

export function licenseeOfLookup(custom: string | null | undefined): string | null {
  return custom?.startsWith(prefix) ? custom.slice(prefix.length) : null;
}
