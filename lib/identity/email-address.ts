import { z } from "zod";

const longestAddress = 254;
const oneAddress = z.email().max(longestAddress);

/**
 * One address in the form in which it is stored and compared, or null for anything else: a list, a display name, a
 * quoted local part, a control character (next-auth's CVE-2022-35924 came from accepting a list).
 */
export function normalizeEmail(text: unknown): string | null {
  if (typeof text !== "string") return null;
  const parsed = oneAddress.safeParse(text.normalize("NFKC").trim().toLowerCase());
  return parsed.success ? parsed.data : null;
}
