import { providerNames } from "@/components/portal/provider-words";
import { Banner } from "@/components/ui/banner";
import { DateTime } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { assertNever } from "@/lib/kernel/assert-never";
import type { Unpriced } from "@/lib/portal/decide-unpriced";
import type { PurchaseChangeView } from "@/lib/portal/preview-purchase-change";
import { purchaseAddress } from "../address";

/** A change whose price nobody knows beforehand is not made: why, and when it can be. */
export function UnpricedNotice({ view, unpriced }: { view: PurchaseChangeView; unpriced: Unpriced }) {
  return (
    <Banner
      tone="warn"
      title={titleOf(view, unpriced)}
      action={<LinkButton href={purchaseAddress(view)}>Back to the subscription</LinkButton>}
    >
      {unpriced.from ? (
        <>
          Plan and seats can be changed after <DateTime at={unpriced.from} />.
        </>
      ) : (
        "Nothing was changed. Please try again tomorrow, or ask support."
      )}
    </Banner>
  );
}

function titleOf({ provider }: PurchaseChangeView, { because }: Unpriced): string {
  switch (because) {
    case "on_trial":
      return `${providerNames[provider]} changes no plan during a free trial`;
    case "renews_today":
      return `${providerNames[provider]} changes no plan on the day of its renewal`;
    case "unknown":
      return `${providerNames[provider]} can’t work out the price of this change now`;
    default:
      return assertNever(because);
  }
}
