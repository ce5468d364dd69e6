import { addMethod, endAllSessions, removeMethod } from "../(portal)/portal/account/actions";
import AccountPage from "../(portal)/portal/account/page";
import { manageBilling, revealKey } from "../(portal)/portal/actions";
import BillingPage from "../(portal)/portal/billing/page";
import { GET as downloadFile } from "../(portal)/portal/license-file/route";
import { replaceKey } from "../(portal)/portal/license-key/actions";
import LicensesPage from "../(portal)/portal/page";
import PurchasesPage from "../(portal)/portal/purchases/page";
import { before, form, get, ownersAndAdmins, search, signedIn, type Door } from "./door";

/** What people see and do with what they have; a single purchase is in `purchaseDoors`. */
export const portalDoors: Record<string, Door> = {
  "page /portal": {
    open: ({ customerId }) => LicensesPage(search({ customer: customerId })),
    expected: { ...ownersAndAdmins("page"), MEMBER: "page" },
  },
  "page /portal/purchases": {
    open: ({ customerId }) => PurchasesPage(search({ customer: customerId })),
    expected: { ...ownersAndAdmins("page"), MEMBER: "owners only" },
  },
  "page /portal/billing": {
    open: ({ customerId }) => BillingPage(search({ customer: customerId })),
    expected: { ...ownersAndAdmins("page"), MEMBER: "owners only" },
  },
  "page /portal/account": { open: () => AccountPage(search()), expected: signedIn("page") },
  "action /portal#revealKey": {
    open: ({ customerId, licenseId }) => revealKey(customerId, licenseId),
    expected: ownersAndAdmins("answered", "refused"),
  },
  "action /portal#manageBilling": {
    open: ({ customerId }) => manageBilling(before, form({ customer: customerId })),
    expected: ownersAndAdmins("to the provider"),
  },
  "action /portal/account#addMethod": {
    open: () => addMethod(before, form({ method: "oidc" })),
    expected: signedIn("answered"),
  },
  // Somebody else's is answered like one that is not there; that it stays is told in the test.
  "action /portal/account#removeMethod": {
    open: ({ accountId }) => removeMethod(before, form({ account: accountId })),
    expected: signedIn("to /portal/account"),
  },
  "action /portal/account#endAllSessions": {
    open: () => endAllSessions(),
    expected: signedIn("to /sign-in"),
  },
  "GET /portal/license-file": {
    open: ({ customerId, licenseId }) =>
      downloadFile(
        get(`/portal/license-file?${new URLSearchParams({ customer: customerId, license: licenseId, days: "30" })}`),
      ),
    expected: ownersAndAdmins("200"),
  },
  // The last one, because the household's key is another one afterwards.
  "action /portal/license-key#replaceKey": {
    open: ({ customerId, licenseId }) => replaceKey(customerId, licenseId, true),
    expected: ownersAndAdmins("answered", "refused"),
  },
};
