import type { BeginAnswer } from "@/lib/identity/begin-provider-sign-in";
import type { SignInProblem } from "@/lib/identity/finish-provider-sign-in";
import type { SignInLinkAnswer } from "@/lib/identity/request-sign-in-link";
import { assertNever } from "@/lib/kernel/assert-never";

/** What went wrong with a link that was asked for, at the field or over the form. */
export function linkProblem(answer: Exclude<SignInLinkAnswer, { kind: "sent" }>): {
  errors: Record<string, string>;
  message: string | null;
} {
  switch (answer.kind) {
    case "invalid_address":
      return { errors: { email: "Enter one complete e-mail address, like name@example.com." }, message: null };
    case "address_refused":
      return { errors: { email: "The mail host does not take this address. Is it spelled right?" }, message: null };
    case "limited":
      return {
        errors: {},
        message: `Too many sign-in links in a short time. Please try again in ${waitInWords(answer.retryAfterSeconds)}.`,
      };
    case "mail_host_down":
      return {
        errors: {},
        message: "The mail could not be sent just now. Please try again in a few minutes, or sign in another way.",
      };
    default:
      return assertNever(answer);
  }
}

function waitInWords(seconds: number): string {
  if (seconds <= 60) return "a minute";
  return `${Math.ceil(seconds / 60)} minutes`;
}

export const usedLinkProblem = "This link was used before, or it is too old. Ask for a new one.";

/** Why a journey to a provider did not begin. */
export function beginProblem(answer: Exclude<BeginAnswer, { kind: "go_to_provider" }>): string {
  switch (answer.kind) {
    case "unknown_method":
      return "This way of signing in is not available here.";
    case "limited":
      return `Too many tries in a short time. Please try again in ${waitInWords(answer.retryAfterSeconds)}.`;
    case "provider_unreachable":
      return "The provider can’t be reached just now. Please try again shortly, or sign in another way.";
    default:
      return assertNever(answer);
  }
}

/** Why a journey to a provider ended without a sign-in. */
export const providerProblems: Record<SignInProblem, { title: string; text: string }> = {
  canceled: { title: "Sign-in canceled", text: "You came back without signing in. Nothing has changed." },
  not_linked: {
    title: "You have signed in another way before",
    text: "There is an account with your e-mail address already, and this way of signing in is not part of it. To keep the account yours, the two are not joined by themselves: sign in the way you did before (the link by e-mail always works), then add this one on your account page.",
  },
  belongs_to_other: {
    title: "This identity belongs to another account",
    text: "It already signs in somebody else here, so it can’t be added to your account.",
  },
  too_often: { title: "Too many tries", text: "Please wait a minute, then sign in again. Nothing has changed." },
  failed: {
    title: "That sign-in did not work",
    text: "The answer of the provider could not be used. Perhaps the page was open for too long. Please try again.",
  },
};
