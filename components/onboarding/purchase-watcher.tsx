"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Banner } from "@/components/ui/banner";
import type { PurchaseState } from "@/lib/onboarding/purchase-state";

type PurchaseWatcherProps = { state: PurchaseState; statusHref: string };

const slowAfterMilliseconds = 20_000;

/** Asks again, ever less often, until the purchase has moved on; then the page renders itself anew. */
export function PurchaseWatcher({ state, statusHref }: PurchaseWatcherProps) {
  const router = useRouter();
  const [slow, setSlow] = useState(false);
  const [unreachable, setUnreachable] = useState(false);

  useEffect(() => {
    if (isSettled(state)) return undefined;
    let tries = 0;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const now = document.hidden ? state : await readState(statusHref);
      setUnreachable(now === null);
      if (now !== null && now !== state) router.refresh();
      timer = setTimeout(ask, pauseMilliseconds(state, tries++));
    };
    timer = setTimeout(ask, pauseMilliseconds(state, tries++));
    const slowTimer = setTimeout(() => setSlow(true), slowAfterMilliseconds);
    return () => {
      clearTimeout(timer);
      clearTimeout(slowTimer);
    };
  }, [state, statusHref, router]);

  return (
    <div aria-live="polite">
      <noscript>Reload this page to look again.</noscript>
      {unreachable ? (
        <Banner tone="warn" title="We can’t be reached at the moment">
          Your purchase goes on without this page. We keep trying to show it.
        </Banner>
      ) : null}
      {slow && !unreachable && (state === "issuing" || state === "waiting_for_payment") ? (
        <Banner tone="info" title="This takes longer than usual">
          You can close this page: the license appears under “Your licenses” as soon as it is issued. If you have paid,
          your payment is not lost.
        </Banner>
      ) : null}
    </div>
  );
}

function isSettled(state: PurchaseState): boolean {
  return state === "ready" || state === "parked" || state === "failed";
}

/** Quick at first, at most every 10 seconds; a slow payment method takes days, so once a minute will do. */
function pauseMilliseconds(state: PurchaseState, tries: number): number {
  if (state === "payment_pending") return 60_000;
  return Math.min(700 * 1.25 ** tries, 10_000);
}

async function readState(href: string): Promise<string | null> {
  try {
    const answer = await fetch(href, { cache: "no-store" });
    if (!answer.ok) return null;
    const body: unknown = await answer.json();
    if (typeof body !== "object" || body === null || !("state" in body)) return null;
    return typeof body.state === "string" ? body.state : null;
  } catch {
    return null;
  }
}
