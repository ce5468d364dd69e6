import ApiReferencePage from "../(site)/docs/api/page";
import ProductsPage from "../(site)/page";
import { confirmLink, goToProvider, sendLink } from "../(site)/sign-in/actions";
import CheckYourMailPage from "../(site)/sign-in/check-your-mail/page";
import ConfirmPage from "../(site)/sign-in/confirm/page";
import SignInErrorPage from "../(site)/sign-in/error/page";
import SignInPage from "../(site)/sign-in/page";
import { GET as finishSignIn } from "../api/auth/[...nextauth]/route";
import { GET as live } from "../api/health/route";
import { GET as ready } from "../api/health/ready/route";
import { GET as metrics } from "../api/metrics/route";
import { POST as fastSpringWebhook } from "../api/webhooks/fastspring/route";
import { POST as stripeWebhook } from "../api/webhooks/stripe/route";
import { signOutHere } from "../sign-out";
import { all, before, form, get, search, type Door } from "./door";

const callback = async (...nextauth: string[]) => {
  const { NextRequest } = await import("next/server");
  return finishSignIn(new NextRequest(get("/api/auth")), { params: Promise.resolve({ nextauth }) });
};

/** What anybody can reach, signed in or not, and what machines call. */
export const siteDoors: Record<string, Door> = {
  "page /": { open: () => ProductsPage(), expected: all("page") },
  "page /sign-in": { open: () => SignInPage(search()), expected: { ...all("to /portal"), nobody: "page" } },
  "page /sign-in/check-your-mail": { open: () => CheckYourMailPage(search()), expected: all("sign in") },
  "page /sign-in/confirm": {
    open: () => ConfirmPage(search({ email: "a@example.com", token: "x" })),
    expected: all("page"),
  },
  "page /sign-in/error": { open: () => SignInErrorPage(search()), expected: all("page") },
  "page /docs/api": { open: () => ApiReferencePage(), expected: all("page") },
  "GET /api/auth/[...nextauth]": { open: () => callback("callback", "oidc"), expected: all("404") },
  "GET /api/health": { open: () => live(), expected: all("200") },
  "GET /api/health/ready": { open: () => ready(), expected: all("503") },
  "GET /api/metrics": { open: () => metrics(get("/api/metrics")), expected: all("401") },
  "POST /api/webhooks/stripe": {
    open: () => stripeWebhook(new Request(get("/api/webhooks/stripe"), { method: "POST", body: "{}" })),
    expected: all("400"),
  },
  "POST /api/webhooks/fastspring": {
    open: () => fastSpringWebhook(new Request(get("/api/webhooks/fastspring"), { method: "POST", body: "{}" })),
    // Not set up here.
    expected: all("404"),
  },
  "action /sign-in#sendLink": {
    open: () => sendLink(before, form({ email: "no address" })),
    expected: all("answered"),
  },
  "action /sign-in#confirmLink": {
    open: () => confirmLink(before, form({ email: "a@example.com", token: "guess" })),
    expected: all("answered"),
  },
  "action /sign-in#goToProvider": {
    open: () => goToProvider(before, form({ method: "oidc" })),
    expected: all("answered"),
  },
  "action /sign-out#signOutHere": { open: () => signOutHere(), expected: all("to /") },
};
