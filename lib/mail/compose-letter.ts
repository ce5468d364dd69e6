import { assertNever } from "@/lib/kernel/assert-never";
import type { Letter } from "./letter";
import { composeLicenseLetter } from "./license-letters";
import type { ClaimPurchaseMessage, Message } from "./message";

/** What is said, in words. */
export function composeLetter(message: Message): Letter {
  if ("productNames" in message) return composeLicenseLetter(message);
  switch (message.kind) {
    case "sign_in_link":
      return signInLetter(message);
    case "license_ready":
      return readyLetter(message);
    case "sign_in_method_linked":
      return {
        subject: `${message.methodName} can now sign in to your account`,
        heading: "A sign-in method was added",
        paragraphs: [`From now on ${message.methodName} signs in to your account, beside what you used before.`],
        action: { label: "See your sign-in methods", url: message.accountUrl },
        footnote: "That was not you? Remove it on your account page and sign out everywhere.",
      };
    case "claim_purchase":
      return claimLetter(message);
    case "purchase_claimed":
      return claimedLetter(message);
    default:
      return assertNever(message);
  }
}

function signInLetter(message: Extract<Message, { kind: "sign_in_link" }>): Letter {
  return {
    subject: `Sign in to ${message.siteHost}`,
    heading: "Your sign-in link",
    paragraphs: [
      `Open the link and press “Sign in”. It works once, for ${message.validMinutes} minutes, in any browser.`,
    ],
    action: { label: `Sign in to ${message.siteHost}`, url: message.url },
    footnote: "You did not ask for this? Then somebody typed your address by mistake, and you can ignore it.",
  };
}

type Ready = Extract<Message, { kind: "license_ready" | "claim_purchase" }>;

function readyLetter(message: Extract<Message, { kind: "license_ready" }>): Letter {
  return {
    ...readyHead(message),
    paragraphs: [nowLicensed(message), "Keys, seats and invoices are in your portal."],
    action: { label: "Open your licenses", url: message.portalUrl },
    footnote: "You get this because you bought this license, or your organization did.",
  };
}

function claimLetter(message: ClaimPurchaseMessage): Letter {
  return {
    ...readyHead(message),
    paragraphs: [
      nowLicensed(message),
      "Add it to your account to see its keys, seats and invoices. If you have no account yet, the link makes one.",
    ],
    action: { label: "Add it to your account", url: message.url },
    footnote: `The link works once, for ${message.validDays} days, for whoever opens it: pass it on only to who is to own the license. Later, sign in with this e-mail address. You bought nothing? Then somebody typed your address by mistake, and you can ignore this.`,
  };
}

function claimedLetter(message: Extract<Message, { kind: "purchase_claimed" }>): Letter {
  return {
    subject: "Your purchase was added to an account",
    heading: "Your purchase was added to an account",
    paragraphs: [
      `The purchase of ${message.licenseeName} now belongs to ${accountInWords(message.accountEmail)}.`,
      "Whoever signs in to it sees the licenses and invoices, and decides about them.",
    ],
    action: { label: "Open your licenses", url: message.portalUrl },
    footnote: "That was not you, nor somebody you passed the link on to? Tell the seller of your license at once.",
  };
}

function readyHead({ productName }: Ready): Pick<Letter, "subject" | "heading"> {
  return { subject: `Your license for ${productName} is ready`, heading: "Your license is ready" };
}

function nowLicensed({ licenseeName, productName, seats }: Ready): string {
  return `${licenseeName} now has a license for ${productName} with ${seatsInWords(seats)}.`;
}

function accountInWords(email: string | null): string {
  return email === null ? "an account without an e-mail address" : `the account of ${email}`;
}

function seatsInWords(seats: number): string {
  return seats === 1 ? "one seat" : `${seats} seats`;
}
