import { addToAccount } from "../(onboarding)/claim/actions";
import ClaimPage from "../(onboarding)/claim/page";
import { identify, pay, startOver } from "../(onboarding)/start/actions";
import StartPage from "../(onboarding)/start/page";
import ReturnPage from "../(onboarding)/start/return/page";
import { GET as status } from "../(onboarding)/start/return/status/route";
import { all, before, form, get, ownersAndAdmins, search, signedIn, type Door } from "./door";

export const asked = { offer: "keyed", quantity: undefined, customer: undefined, canceled: false };

/** The way to a license, and to a purchase that somebody made without signing in. */
export const onboardingDoors: Record<string, Door> = {
  // The token of a mailed link is the proof here; these are forged, with a real id in them.
  "page /claim": {
    open: ({ customerId }) => ClaimPage(search({ token: `${customerId}.forged` })),
    expected: all("page"),
  },
  "action /claim#addToAccount": {
    open: ({ customerId }) => addToAccount(before, form({ token: `${customerId}.forged` })),
    expected: signedIn("to /claim"),
  },
  "page /start": {
    open: ({ customerId }) => StartPage(search({ customer: customerId })),
    expected: ownersAndAdmins("page"),
  },
  "page /start/return": {
    open: ({ sessionId }) => ReturnPage(search({ session_id: sessionId })),
    expected: ownersAndAdmins("page"),
  },
  "GET /start/return/status": {
    open: ({ sessionId }) => status(get(`/start/return/status?${new URLSearchParams({ session_id: sessionId })}`)),
    expected: { ...all("404"), ADMIN: "200", OWNER: "200" },
  },
  "action /start#identify": { open: () => identify(asked, before, form({})), expected: signedIn("answered") },
  "action /start#pay": {
    open: ({ customerId }) => pay(before, form({ customer: customerId, sku: "for-ever", quantity: "1" })),
    expected: ownersAndAdmins("to the provider"),
  },
  "action /start#startOver": {
    open: ({ intentId }) => startOver(before, form({ intent: intentId, sku: "left-behind", quantity: "1" })),
    expected: ownersAndAdmins("to /start"),
  },
};
