import { z } from "zod";

export type Search = Promise<Record<string, string | string[] | undefined>>;

const token = z.string().max(200).catch("");

/** The token of the mailed link; empty when part of the link is missing. */
export async function readToken(search: Search): Promise<string> {
  return token.parse((await search).token);
}

export function claimAddress(claimToken: string): string {
  return `/claim?${new URLSearchParams({ token: claimToken })}`;
}

/** Signs in first, and leads back to the link. */
export function signInAddress(claimToken: string): string {
  return `/sign-in?${new URLSearchParams({ returnTo: claimAddress(claimToken) })}`;
}
