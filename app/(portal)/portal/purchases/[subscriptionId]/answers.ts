import { redirect } from "next/navigation";
import type { FormState } from "@/components/ui/form-state";
import { assertNever } from "@/lib/kernel/assert-never";
import { newId } from "@/lib/kernel/ids";
import type { CancellationResult, Troubled } from "@/lib/portal/cancellation-result";
import type { ChangePurchaseResult } from "@/lib/portal/change-purchase";
import { afterDeed, purchaseAddress, type Deed, type Place } from "./address";

type Asked = { line: string; plan: string; seats: string };

type Refusal = Exclude<
  ChangePurchaseResult,
  { kind: "changed" | "changed_meanwhile" | "preview_outdated" | "invalid" }
>;

/** Where a change leads to: the purchase as it is now, the price worked out anew, or what to do about a refusal. */
export function answerChange(result: ChangePurchaseResult, place: Place, asked: Asked): FormState {
  switch (result.kind) {
    case "changed":
      return redirect(afterDeed(place, "changed", result.licenseFollows));
    case "changed_meanwhile":
      return redirect(purchaseAddress(place, "change", { ...asked, problem: "meanwhile" }));
    case "preview_outdated":
      return redirect(purchaseAddress(place, "change", { ...asked, problem: "outdated" }));
    case "invalid":
      return redirect(purchaseAddress(place, "change", asked));
    default:
      return answerRefusal(result, place);
  }
}

function answerRefusal(result: Refusal, place: Place): FormState {
  switch (result.kind) {
    case "payment_failed":
      return refusal("payment_failed", result.reason ?? "Your bank declined the payment.", "Nothing was changed.");
    case "confirmation_required": {
      const detail = "The change comes true as soon as you have confirmed, and lapses if you don’t within 23 hours.";
      const answer = refusal("confirm", "Your bank wants you to confirm this payment", detail);
      return { ...answer, values: { ...answer.values, confirmUrl: result.url } };
    }
    case "not_changeable":
      return redirect(purchaseAddress(place));
    case "limited":
    case "busy":
    case "refused":
    case "no_answer":
    case "provider_off":
      return trouble(result);
    default:
      return assertNever(result);
  }
}

export function answerCancellation(result: CancellationResult, place: Place, done: Deed): FormState {
  switch (result.kind) {
    case "done":
      return redirect(afterDeed(place, done, result.licenseFollows));
    case "ended":
      return redirect(purchaseAddress(place));
    default:
      return inOneSentence(trouble(result));
  }
}

type Trouble = Extract<ChangePurchaseResult, { kind: "limited" }> | Troubled;

function trouble(result: Trouble): FormState {
  switch (result.kind) {
    case "limited":
      return refusal(
        "limited",
        `Too many changes. Please wait ${result.retryAfterSeconds} seconds.`,
        "Nothing was changed.",
      );
    case "busy":
      return refusal("busy", "This subscription is being changed right now.", "Please look again in a moment.");
    case "refused":
      return refusal("refused", "The payment provider does not take this.", "Nothing was changed. Please ask support.");
    case "no_answer":
      return refusal(
        "no_answer",
        "The payment provider did not answer in time.",
        "If it was done all the same, you will see it here in a moment. Nothing is charged twice.",
      );
    case "provider_off":
      return refusal(
        "provider_off",
        "The payment provider is not connected here at the moment.",
        "Nothing was changed. Please ask support.",
      );
    default:
      return assertNever(result);
  }
}

/** The next try is an attempt of its own: the provider repeats what it answered to the last one. */
function refusal(problem: string, message: string, detail: string): FormState {
  return { values: { problem, detail, attempt: newId() }, errors: {}, message };
}

function inOneSentence(state: FormState): FormState {
  return { ...state, message: [state.message, state.values.detail].filter(Boolean).join(" ") };
}
