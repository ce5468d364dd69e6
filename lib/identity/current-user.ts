import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getContext } from "@/lib/context";
import { findSignedInUser } from "./find-signed-in-user";
import { sessionCookieName } from "./identity-cookie";
import { safeReturnUrl } from "./safe-return-url";
import type { SignedInUser } from "./signed-in-user";

/** Who is signed in, for pages, actions and routes; asked of the database once per request. */
export const currentUser = cache(async (): Promise<SignedInUser | null> => {
  const token = (await cookies()).get(sessionCookieName(getContext().env.APP_ORIGIN))?.value;
  return token ? findSignedInUser(getContext(), token) : null;
});

/** Who is signed in; everybody else goes to the sign-in page and comes back to `returnTo`. */
export async function requireUser(returnTo: string): Promise<SignedInUser> {
  return (await currentUser()) ?? redirect(signInAddress(returnTo));
}

/** The sign-in page that leads back to `returnTo`, a path of this app. */
function signInAddress(returnTo: string): string {
  return `/sign-in?${new URLSearchParams({ returnTo: safeReturnUrl(returnTo) })}`;
}
