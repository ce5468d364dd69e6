import { assertNever } from "@/lib/kernel/assert-never";
import type { Letter } from "./letter";
import type { LicenseMessage } from "./message";

type Of<Kind extends LicenseMessage["kind"]> = Extract<LicenseMessage, { kind: Kind }>;

const footnote = "You get this because you are an owner of the account that holds this license.";

/** What happened to licenses and their payments, in words. */
export function composeLicenseLetter(message: LicenseMessage): Letter {
  switch (message.kind) {
    case "license_suspended":
      return suspendedLetter(message);
    case "license_restored":
      return restoredLetter(message);
    case "license_ended":
      return endedLetter(message);
    case "payment_failing":
      return paymentFailingLetter(message);
    case "bought_twice":
      return boughtTwiceLetter(message);
    default:
      return assertNever(message);
  }
}

function suspendedLetter({ cause, productNames, purchaseUrl }: Of<"license_suspended">): Letter {
  const names = inWords(productNames);
  const isMany = productNames.length > 1;
  const { why, whatToDo } = suspension[cause];
  return {
    subject: `Your ${isMany ? "licenses" : "license"} for ${names} ${isMany ? "are" : "is"} suspended`,
    heading: isMany ? "Your licenses are suspended" : "Your license is suspended",
    paragraphs: [`${why(names)} Until that is settled, ${names} can’t be used.`, whatToDo],
    action: { label: "Open your purchase", url: purchaseUrl },
    footnote,
  };
}

const payWhatIsOpen = "Update your card and pay what is open: everything then works again by itself, as it was before.";

const suspension: Record<Of<"license_suspended">["cause"], { why: (names: string) => string; whatToDo: string }> = {
  overdue: {
    why: (names) => `The payment for ${names} failed, and the time to make up for it is over.`,
    whatToDo: payWhatIsOpen,
  },
  unpaid: {
    why: (names) => `The payment for ${names} failed several times and is not tried again.`,
    whatToDo: payWhatIsOpen,
  },
  paused: {
    why: (names) => `The subscription of ${names} is paused.`,
    whatToDo:
      "Paused on purpose? Then there is nothing to do. Else check that there is a card to pay it with. Once it goes on, everything works again by itself, as it was before.",
  },
  disputed: {
    why: (names) => `The payment for ${names} was disputed at the bank that made it.`,
    whatToDo:
      "You did not mean to? Then ask your bank to withdraw the dispute. Else there is nothing to do but to wait.",
  },
};

function restoredLetter({ productNames, purchaseUrl }: Of<"license_restored">): Letter {
  const names = inWords(productNames);
  const isMany = productNames.length > 1;
  return {
    subject: isMany ? `Your licenses for ${names} work again` : `Your license for ${names} works again`,
    heading: isMany ? "Your licenses work again" : "Your license works again",
    paragraphs: [`${names} can be used again. There is nothing that you have to do.`],
    action: { label: "Open your purchase", url: purchaseUrl },
    footnote,
  };
}

function endedLetter({ cause, productNames, portalUrl }: Of<"license_ended">): Letter {
  const names = inWords(productNames);
  const [what, has] = productNames.length > 1 ? ["licenses", "have"] : ["license", "has"];
  return {
    subject:
      cause === "canceled" ? `Your subscription of ${names} has ended` : `Your ${what} for ${names} ${has} ended`,
    heading: `Your ${what} ${has} ended`,
    paragraphs: [ending[cause](names)],
    action: { label: "Open your portal", url: portalUrl },
    footnote,
  };
}

const ending: Record<Of<"license_ended">["cause"], (names: string) => string> = {
  canceled: (names) =>
    `The subscription of ${names} is over, and with it the right to use it. You can buy it again at any time.`,
  never_paid: (names) => `The payment for ${names} was not made, so it can’t be used any longer.`,
  dispute_lost: (names) => `The bank took the payment for ${names} back, so it can’t be used any longer.`,
  refunded: (names) => `The payment for ${names} was paid back, so it can’t be used any longer.`,
  removed: (names) => `${names} is no longer part of your purchase, so it can’t be used any longer.`,
  revoked: (names) =>
    `The seller revoked the license for ${names}. If you think that this is a mistake, write to them.`,
};

function paymentFailingLetter({ productNames, graceEndsAt, purchaseUrl }: Of<"payment_failing">): Letter {
  const names = inWords(productNames);
  return {
    subject: `The payment for ${names} failed`,
    heading: "A payment failed",
    paragraphs: [
      `${names} could not be renewed, because the payment failed. You can go on using it until ${dayInWords(graceEndsAt)}.`,
      "Update your card before then, and nothing changes for you.",
    ],
    action: { label: "Update your card", url: purchaseUrl },
    footnote,
  };
}

function boughtTwiceLetter({ productNames, purchasesUrl }: Of<"bought_twice">): Letter {
  const names = inWords(productNames);
  return {
    subject: `You bought ${names} twice`,
    heading: "You bought the same twice",
    paragraphs: [
      `${names} was paid for twice, and you have the licenses of both. If that is what you wanted, there is nothing to do.`,
      "If it is not, tell the seller which one you don’t want, so that it is paid back. Cancel it too if it is a subscription.",
    ],
    action: { label: "See your purchases", url: purchasesUrl },
    footnote,
  };
}

function inWords(names: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(names);
}

function dayInWords(moment: string): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(new Date(moment));
}
