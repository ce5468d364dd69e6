import { DateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import type { Purchase, PurchaseStatus } from "@/lib/portal/purchase";

/** What happens next with a purchase, in plain words. */
export function PurchaseNext({ purchase }: { purchase: Purchase }) {
  const { status } = purchase;
  if (status === "refunded" || status === "partly_refunded") return <RefundText purchase={purchase} />;
  if (status === "suspended" && purchase.provider === "FASTSPRING") return <PauseText purchase={purchase} />;
  const { words, on, otherwise } = sentences[status];
  const at = on ? purchase[on] : null;
  if (!words || !at) return otherwise;
  return (
    <>
      {words} <DateTime at={at} />.
    </>
  );
}

/** `words` with the date that `on` names; `otherwise` where there is none. */
type Sentence = { words?: string; on?: "renewsOn" | "endsOn"; otherwise: string };

const sentences: Record<Exclude<PurchaseStatus, "refunded" | "partly_refunded">, Sentence> = {
  trial: { words: "Free trial, the first payment is due on", on: "renewsOn", otherwise: "Free trial." },
  active: { words: "Renews on", on: "renewsOn", otherwise: "Renews automatically." },
  ending: { words: "It will not renew. It stays valid until", on: "endsOn", otherwise: "It will not renew." },
  payment_due: { otherwise: "The last payment failed. Update your card, and everything goes on as before." },
  suspended: { otherwise: "Your licenses are on hold until the open invoice is paid." },
  waiting_for_payment: { otherwise: "The payment has not cleared yet. Your license follows automatically." },
  ended: { words: "Ended on", on: "endsOn", otherwise: "Ended." },
  paid: { words: "Paid once. The license is valid until", on: "endsOn", otherwise: "Paid once, no renewal." },
  disputed: { otherwise: "Your bank asked for this payment back. The license may be on hold until that is settled." },
  charged_back: { otherwise: "Your bank took this payment back, so the license has ended." },
  failed: { otherwise: "The payment didn’t go through and nothing was issued." },
};

function PauseText({ purchase: { endsOn } }: { purchase: Purchase }) {
  if (!endsOn) return "Paused: its licenses are on hold.";
  return (
    <>
      Paused and canceled: its licenses stay on hold and end on <DateTime at={endsOn} />.
    </>
  );
}

function RefundText({ purchase: { refunded, status } }: { purchase: Purchase }) {
  return (
    <>
      {refunded ? <Money {...refunded} /> : "A part"} was given back
      {/* Whether a part ends the license is the offer's policy, and of several lines one may have been given back whole. */}
      {status === "refunded" ? ", so the license has ended." : ". Under Licenses you see what is still valid."}
    </>
  );
}
