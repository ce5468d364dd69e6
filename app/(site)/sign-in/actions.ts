"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { applyCookies, readCookies } from "@/app/cookie-jar";
import { formValues } from "@/app/form-values";
import type { FormState } from "@/components/ui/form-state";
import { getContext } from "@/lib/context";
import { beginProviderSignIn } from "@/lib/identity/begin-provider-sign-in";
import { clientAddress } from "@/lib/identity/client-address";
import { confirmSignInLink } from "@/lib/identity/confirm-sign-in-link";
import { isSecureOrigin } from "@/lib/identity/identity-cookie";
import { requestSignInLink, type SignInLink } from "@/lib/identity/request-sign-in-link";
import { safeReturnUrl } from "@/lib/identity/safe-return-url";
import { assertNever } from "@/lib/kernel/assert-never";
import { sendMail } from "@/lib/mail/send-mail";
import { addressCookie, addressCookieSeconds } from "./asked";
import { beginProblem, linkProblem, usedLinkProblem } from "./words";

/** Sends the sign-in link and leads to the page that says so. */
export async function sendLink(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const ctx = getContext();
  const siteHost = new URL(ctx.env.APP_ORIGIN).host;
  const sendSignInLink = ({ to, url, validMinutes }: SignInLink) =>
    sendMail(ctx, { to, message: { kind: "sign_in_link", url, siteHost, validMinutes } });
  const answer = await requestSignInLink(
    { ...ctx, sendSignInLink },
    { email: values.email, returnTo: values.returnTo, clientAddress: clientAddress(await headers()) },
  );
  if (answer.kind !== "sent") return { values, ...linkProblem(answer) };
  (await cookies()).set(addressCookie, answer.email, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecureOrigin(ctx.env.APP_ORIGIN),
    path: "/sign-in",
    maxAge: addressCookieSeconds,
  });
  redirect(`/sign-in/check-your-mail?${new URLSearchParams({ returnTo: safeReturnUrl(values.returnTo) })}`);
}

/** Uses the link of a mail up: the page behind the link only shows a button that leads here. */
export async function confirmLink(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const { email = "", token = "", returnTo } = values;
  const answer = await confirmSignInLink(getContext(), { email, token, returnTo, cookies: await readCookies() });
  if (answer.kind === "link_used_or_expired") return { values, errors: {}, message: usedLinkProblem };
  await applyCookies(answer.cookies);
  redirect(answer.returnTo);
}

/** Goes to the provider's own sign-in page. */
export async function goToProvider(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const { method, returnTo } = values;
  const answer = await beginProviderSignIn(getContext(), {
    methodId: method,
    returnTo,
    cookies: await readCookies(),
    clientAddress: clientAddress(await headers()),
    linkTo: null,
  });
  switch (answer.kind) {
    case "go_to_provider":
      await applyCookies(answer.cookies);
      return redirect(answer.url);
    case "unknown_method":
    case "limited":
    case "provider_unreachable":
      return { values, errors: {}, message: beginProblem(answer) };
    default:
      return assertNever(answer);
  }
}
