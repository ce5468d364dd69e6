import {
  cancelSubscription,
  confirmChange,
  keepSubscription,
  updateCard,
} from "../(portal)/portal/purchases/[subscriptionId]/actions";
import CancelPage from "../(portal)/portal/purchases/[subscriptionId]/cancel/page";
import ChangePage from "../(portal)/portal/purchases/[subscriptionId]/change/page";
import PurchasePage from "../(portal)/portal/purchases/[subscriptionId]/page";
import { before, form, ownersAndAdmins, search, type Door } from "./door";

const purchase = (subscriptionId: string) => ({ params: Promise.resolve({ subscriptionId }) });

/** A purchase, and the ways to change it. */
export const purchaseDoors: Record<string, Door> = {
  "page /portal/purchases/[subscriptionId]": {
    open: ({ subscriptionId }) => PurchasePage({ ...search(), ...purchase(subscriptionId) }),
    expected: ownersAndAdmins("page"),
  },
  "page /portal/purchases/[subscriptionId]/change": {
    open: ({ subscriptionId }) => ChangePage({ ...search({ seats: "3" }), ...purchase(subscriptionId) }),
    expected: ownersAndAdmins("page"),
  },
  "page /portal/purchases/[subscriptionId]/cancel": {
    open: ({ subscriptionId }) => CancelPage(purchase(subscriptionId)),
    expected: ownersAndAdmins("page"),
  },
  // Priced long ago, so that whoever may is shown the price anew.
  "action /portal/purchases/[subscriptionId]#confirmChange": {
    open: ({ subscriptionId, lineId }) =>
      confirmChange(before, form({ subscription: subscriptionId, line: lineId, plan: "keyed", seats: "3" })),
    expected: ownersAndAdmins("to /portal/purchases/[id]/change"),
  },
  "action /portal/purchases/[subscriptionId]#cancelSubscription": {
    open: ({ subscriptionId }) => cancelSubscription(before, form({ subscription: subscriptionId })),
    expected: ownersAndAdmins("to /portal/purchases/[id]"),
  },
  "action /portal/purchases/[subscriptionId]#keepSubscription": {
    open: ({ subscriptionId }) => keepSubscription(before, form({ subscription: subscriptionId })),
    expected: ownersAndAdmins("to /portal/purchases/[id]"),
  },
  "action /portal/purchases/[subscriptionId]#updateCard": {
    open: ({ subscriptionId }) => updateCard(before, form({ subscription: subscriptionId })),
    expected: ownersAndAdmins("to the provider"),
  },
};
