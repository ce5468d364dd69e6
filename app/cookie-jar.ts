import { cookies } from "next/headers";
import type { CookieChange, RequestCookies } from "@/lib/identity/identity-cookie";

/** The cookies that came with this request, by name. */
export async function readCookies(): Promise<RequestCookies> {
  return Object.fromEntries((await cookies()).getAll().map(({ name, value }) => [name, value]));
}

/** Sets what a deed of lib/identity wants set; in server actions only. */
export async function applyCookies(changes: readonly CookieChange[]): Promise<void> {
  const jar = await cookies();
  for (const { maxAgeSeconds, ...cookie } of changes) jar.set({ ...cookie, maxAge: maxAgeSeconds });
}
