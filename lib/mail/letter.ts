import { assertNever } from "@/lib/kernel/assert-never";
import type { Message } from "./message";

/** The words of a mail, before any layout; HTML and plain text are both made from it. */
export interface Letter {
  subject: string;
  heading: string;
  paragraphs: string[];
  action: { label: string; url: string };
  footnote: string;
}

export function letterOf(message: Message): Letter {
  switch (message.kind) {
    case "sign_in_link":
      return {
        subject: `Sign in to ${message.siteHost}`,
        heading: "Your sign-in link",
        paragraphs: [
          `Open the link and press “Sign in”. It works once, for ${message.validMinutes} minutes, in any browser.`,
        ],
        action: { label: `Sign in to ${message.siteHost}`, url: message.url },
        footnote: "You did not ask for this? Then somebody typed your address by mistake, and you can ignore it.",
      };
    case "license_ready":
      return {
        subject: `Your license for ${message.productName} is ready`,
        heading: "Your license is ready",
        paragraphs: [
          `${message.licenseeName} now has a license for ${message.productName} with ${seatsInWords(message.seats)}.`,
          "Keys, seats and invoices are in your portal.",
        ],
        action: { label: "Open your licenses", url: message.portalUrl },
        footnote: "You get this because you bought this license, or your organization did.",
      };
    case "sign_in_method_linked":
      return {
        subject: `${message.methodName} can now sign in to your account`,
        heading: "A sign-in method was added",
        paragraphs: [`From now on ${message.methodName} signs in to your account, beside what you used before.`],
        action: { label: "See your sign-in methods", url: message.accountUrl },
        footnote: "That was not you? Remove it on your account page and sign out everywhere.",
      };
    default:
      return assertNever(message);
  }
}

function seatsInWords(seats: number): string {
  return seats === 1 ? "one seat" : `${seats} seats`;
}

/** The mail for readers without HTML. */
export function plainText(letter: Letter): string {
  const { heading, paragraphs, action, footnote } = letter;
  return [heading, ...paragraphs, `${action.label}:\n${action.url}`, footnote].join("\n\n");
}
