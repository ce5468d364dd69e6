import { z } from "zod";
import { safeReturnUrl } from "@/lib/identity/safe-return-url";

export type Search = Promise<Record<string, string | string[] | undefined>>;

/** Where the sign-in leads afterwards, from the address of the page. */
export async function readReturnTo(search: Search): Promise<string> {
  return safeReturnUrl((await search).returnTo);
}

const text = z.string().max(2000).catch("");

/** The link of a mail. */
export async function readLink(search: Search): Promise<{ email: string; token: string; returnTo: string }> {
  const { email, token, returnTo } = await search;
  return { email: text.parse(email), token: text.parse(token), returnTo: safeReturnUrl(returnTo) };
}

export function signInAddress(returnTo: string): string {
  return `/sign-in?${new URLSearchParams({ returnTo })}`;
}

/** Whom the last link was sent to, for the page that says so; an address stays out of addresses that are logged. */
export const addressCookie = "usher.sign-in-address";
export const addressCookieSeconds = 1800;
