/**
 * Where a purchase stands, as its buyer sees it: the checkout is still open; paid with a slow method that has not
 * cleared; paid and the license is being made; done; waiting for support; or not paid and never will be.
 */
export type PurchaseState = "waiting_for_payment" | "payment_pending" | "issuing" | "ready" | "parked" | "failed";
