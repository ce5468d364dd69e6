import type { Buyer } from "../subscription";
import { licenseeOfLookup } from "./lookup";
import { readLicenseeType, tagKeys, type Tags } from "./tags";
import type { FastSpringAccount } from "./wire";

type Contact = NonNullable<FastSpringAccount["contact"]>;

/**
 * Who bought ("Connect to FastSpring"): the order's tags go before the account's own; for a buyer who says to be a person
 * the company is ignored. `typed` is what was typed at the checkout.
 */
export function toBuyer(
  account: FastSpringAccount | null,
  accountId: string | null,
  tags: Tags,
  typed?: Contact | null,
): Buyer {
  return {
    providerCustomerId: account?.account ?? accountId,
    licenseeId: tags[tagKeys.licenseeId] ?? licenseeOfLookup(account?.lookup?.custom),
    purchaseIntentId: tags[tagKeys.purchaseIntentId] ?? null,
    ...(!tags[tagKeys.licenseeId] && !tags[tagKeys.purchaseIntentId] && { isByAddressOnly: true }),
    ...profileOf([account?.contact, typed], readLicenseeType(tags)),
  };
}

function profileOf(contacts: (Contact | null | undefined)[], type: Buyer["type"] | null) {
  return {
    name: firstText(contacts.map(nameOf)),
    email: firstText(contacts.map((contact) => contact?.email)),
    company: type === "PERSON" ? null : firstText(contacts.map((contact) => contact?.company)),
    ...(type && { type }),
  };
}

/** FastSpring wants two names; `noLastName` stands for the second where there is only one. */
export const noLastName = "-";

function nameOf(contact: Contact | null | undefined): string | null {
  const parts = [contact?.first, contact?.last].map((part) => part?.trim() ?? "");
  return parts.filter((part) => part !== "" && part !== noLastName).join(" ") || null;
}

function firstText(texts: (string | null | undefined)[]): string | null {
  return texts.map((text) => text?.trim() ?? "").find((text) => text !== "") ?? null;
}
