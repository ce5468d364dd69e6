import { ChangeSummary } from "@/components/portal/change-summary";
import { ConfirmChange } from "@/components/portal/confirm-change";
import { providerNames } from "@/components/portal/provider-words";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { assertNever } from "@/lib/kernel/assert-never";
import { newId } from "@/lib/kernel/ids";
import { formatMoney } from "@/lib/kernel/money";
import type { ChangeObstacle } from "@/lib/portal/decide-change";
import type { PurchaseChangeView } from "@/lib/portal/preview-purchase-change";
import { confirmChange, updateCard } from "../actions";
import { placeFields, purchaseAddress } from "../address";
import { UnpricedNotice } from "./unpriced-notice";

const obstacles: Record<ChangeObstacle, (provider: string) => { title: string; text: string }> = {
  canceled: () => ({ title: "This subscription is canceled", text: "Keep it first, then change it." }),
  payment_due: () => ({
    title: "The last payment failed",
    text: "Update your card first, then change plan or seats.",
  }),
  suspended: () => ({
    title: "This subscription is on hold",
    text: "Once it goes on, plan and seats can be changed.",
  }),
  waiting_for_payment: () => ({
    title: "The first payment has not cleared yet",
    text: "Plan and seats can be changed after that.",
  }),
  ended: () => ({ title: "This subscription has ended", text: "It can’t be changed any more." }),
  disputed: () => ({
    title: "Your bank asked for a payment back",
    text: "Plan and seats stay as they are until that is settled.",
  }),
  provider_off: (provider) => ({
    title: `${provider} is not connected here at the moment`,
    text: "So plan and seats can’t be changed now. Your license stays as it is. Please ask support.",
  }),
};

/** What becomes of the choice: its price with the button to confirm it, or why there is none. */
export function Outlook({ view }: { view: PurchaseChangeView }) {
  const { outlook } = view;
  switch (outlook.kind) {
    case "preview":
      return <Priced view={view} outlook={outlook} />;
    case "unchanged":
      return (
        <p className="text-muted">
          This is what you have now. Choose another plan or number of seats to see its price.
        </p>
      );
    case "invalid":
      return null;
    case "not_changeable":
      return <NotChangeable view={view} obstacle={outlook.obstacle} />;
    case "not_priced":
      return <UnpricedNotice view={view} unpriced={outlook} />;
    case "limited":
      return <Banner tone="warn" title={`Too many tries. Please wait ${outlook.retryAfterSeconds} seconds.`} />;
    case "provider_unavailable":
      return (
        <Banner tone="warn" title="The payment provider can’t be reached at the moment">
          So the price can’t be shown, and nothing can be changed. Please try again shortly.
        </Banner>
      );
    default:
      return assertNever(outlook);
  }
}

function NotChangeable({ view, obstacle }: { view: PurchaseChangeView; obstacle: ChangeObstacle }) {
  const { title, text } = obstacles[obstacle](providerNames[view.provider]);
  const back = <LinkButton href={purchaseAddress(view)}>Go to the subscription</LinkButton>;
  return (
    <Banner tone="warn" title={title} action={back}>
      {text}
    </Banner>
  );
}

type PricedProps = {
  view: PurchaseChangeView;
  outlook: Extract<PurchaseChangeView["outlook"], { kind: "preview" }>;
};

function Priced({ view, outlook: { preview, pricedAt } }: PricedProps) {
  const { itemId, typed, seen } = view;
  const due = { amountMinor: preview.dueNowMinor, currency: preview.currency };
  const fields = {
    ...placeFields(view),
    line: itemId,
    ...typed,
    seenPrice: seen.providerPriceId,
    seenQuantity: String(seen.quantity),
    seenDue: String(preview.dueNowMinor),
    pricedAt: pricedAt.toISOString(),
    attempt: newId(),
  };
  return (
    <ChangeSummary preview={preview}>
      <p className="text-sm text-muted">
        {due.amountMinor > 0
          ? "Charged to the card on file. If that fails, nothing changes. The license follows at once."
          : "Nothing is charged now. The license follows at once."}
      </p>
      <ConfirmChange
        key={`${typed.plan} ${typed.seats}`}
        action={confirmChange}
        updateCard={updateCard}
        fields={fields}
        label={due.amountMinor > 0 ? `Confirm and pay ${formatMoney(due)}` : "Confirm the change"}
      />
    </ChangeSummary>
  );
}
