import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { PurchaseDetails } from "@/lib/portal/find-purchase";
import type { OwnedLicense } from "@/lib/portal/owned-license";
import type { Purchase } from "@/lib/portal/purchase";
import { PurchaseNotice } from "./purchase-notice";

const day = new Date("2026-05-20T12:00:00Z");
const purchase: Purchase = {
  id: "1",
  kind: "subscription",
  provider: "FASTSPRING",
  reference: "sub_1",
  status: "active",
  startedAt: day,
  renewsOn: day,
  endsOn: null,
  total: null,
  every: null,
  refunded: null,
  lines: [],
};
const license: OwnedLicense = {
  id: "1",
  productName: "editor",
  productDisplayName: "Editor",
  offerName: null,
  sku: null,
  seats: 1,
  features: [],
  state: "valid",
  stateReason: null,
  access: "KEY",
  keyHint: null,
  term: { kind: "perpetual" },
  references: { contractReference: null, orderReference: null, subscriptionReference: null, productReference: null },
  issuedAt: day,
};
const details: PurchaseDetails = {
  purchase,
  customerId: "1",
  customerName: "Robin",
  obstacle: null,
  changeableLines: [],
  licenses: [license],
  nextInvoice: null,
  graceUntil: day,
  readAt: day,
  isStale: false,
};

/** The notice's words and buttons, without their markup. */
function words(more: Partial<PurchaseDetails>, changes: Partial<Purchase> = {}): string {
  const action = () => Promise.resolve({ values: {}, errors: {}, message: "" });
  const shown = (
    <PurchaseNotice
      details={{ ...details, ...more, purchase: { ...purchase, ...changes } }}
      fields={{}}
      billingHref="/portal/billing"
      updateCard={action}
      keep={action}
    />
  );
  return renderToStaticMarkup(shown).replaceAll(/<[^>]*>/g, " ");
}

test("of what is overdue it promises the days of grace only while the licenses work", () => {
  expect(words({}, { status: "payment_due" })).toMatch(/keep working until .*May 20, 2026.*Update card/);
  const onHold: OwnedLicense = { ...license, state: "suspended" };
  const late = words({ licenses: [onHold] }, { status: "payment_due" });
  expect(late).toMatch(/on hold.*Update card/);
  expect(late).not.toContain("keep working");
});

test("of what is paused at FastSpring it asks for no payment; at Stripe, which keeps what is unpaid, it does", () => {
  expect(words({}, { status: "suspended" })).toMatch(/paused.*Nothing is charged/);
  expect(words({}, { status: "suspended", endsOn: day })).toMatch(
    /stay on hold until .*May 20, 2026.*Keep subscription/,
  );
  expect(words({}, { status: "suspended", provider: "STRIPE" })).toMatch(/No payment came.*Update card.*Open invoices/);
});

test("while the provider is off it offers nothing that could not be done", () => {
  for (const status of ["active", "payment_due", "suspended", "ending", "disputed"] as const) {
    const off = words({ obstacle: "provider_off" }, { status, endsOn: day });
    expect(off).toMatch(/FastSpring is not connected.*May 20, 2026/);
    expect(off).not.toMatch(/Update card|Keep subscription/);
  }
});
