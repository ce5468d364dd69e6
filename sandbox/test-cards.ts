/** What a payment with a test card comes to. */
export type CardOutcome =
  | { kind: "approved" }
  /** `attaches`: the card can be saved, only charging it fails. */
  | { kind: "declined"; code: string; declineCode: string | null; message: string; attaches: boolean }
  /** `always`: asks each time; otherwise a card that was set up once is not asked again. */
  | { kind: "authentication"; always: boolean };

export interface TestCard {
  number: string;
  brand: string;
  funding: "credit" | "debit" | "prepaid";
  country: string;
  outcome: CardOutcome;
  aftermath: Aftermath | null;
}

/** What comes of a payment later: its owner disputes it, or its refund takes long or never arrives. */
export type Aftermath =
  | { kind: "dispute"; reason: string; isInquiry?: boolean }
  | { kind: "refund"; first: "pending" | "succeeded"; last: "succeeded" | "failed" };

const approved: CardOutcome = { kind: "approved" };

function declined(code: string, declineCode: string | null, message: string, attaches = false): CardOutcome {
  return { kind: "declined", code, declineCode, message, attaches };
}

const generic = "Your card was declined.";

function card(number: string, brand: string, outcome: CardOutcome, funding: TestCard["funding"] = "credit"): TestCard {
  return { number, brand, funding, country: "US", outcome, aftermath: null };
}

/** A card that pays and has a sequel. */
function sequel(number: string, aftermath: Aftermath): TestCard {
  return { ...card(number, "visa", approved), aftermath };
}

const cards: TestCard[] = [
  card("4242424242424242", "visa", approved),
  card("4000056655665556", "visa", approved, "debit"),
  card("5555555555554444", "mastercard", approved),
  card("5200828282828210", "mastercard", approved, "debit"),
  card("5105105105105100", "mastercard", approved, "prepaid"),
  card("378282246310005", "amex", approved),
  card("6011111111111117", "discover", approved),
  card("3056930009020004", "diners", approved),
  card("3566002020360505", "jcb", approved),
  card("6200000000000005", "unionpay", approved),
  card("4000000000000077", "visa", approved),
  card("4000000000000002", "visa", declined("card_declined", "generic_decline", generic)),
  card(
    "4000000000009995",
    "visa",
    declined("card_declined", "insufficient_funds", "Your card has insufficient funds."),
  ),
  card("4000000000009987", "visa", declined("card_declined", "lost_card", generic)),
  card("4000000000009979", "visa", declined("card_declined", "stolen_card", generic)),
  card("4000000000000069", "visa", declined("expired_card", "expired_card", "Your card has expired.")),
  card(
    "4000000000000127",
    "visa",
    declined("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
  ),
  card(
    "4000000000000119",
    "visa",
    declined(
      "processing_error",
      "processing_error",
      "An error occurred while processing your card. Try again in a little bit.",
    ),
  ),
  card("4000000000000341", "visa", declined("card_declined", "generic_decline", generic, true)),
  card("4000000000003220", "visa", { kind: "authentication", always: true }),
  card("4000002760003184", "visa", { kind: "authentication", always: true }),
  card("4000002500003155", "visa", { kind: "authentication", always: false }),
  sequel("4000000000000259", { kind: "dispute", reason: "fraudulent" }),
  sequel("4000000000002685", { kind: "dispute", reason: "product_not_received" }),
  sequel("4000000000001976", { kind: "dispute", reason: "fraudulent", isInquiry: true }),
  sequel("4000000000007726", { kind: "refund", first: "pending", last: "succeeded" }),
  sequel("4000000000005126", { kind: "refund", first: "succeeded", last: "failed" }),
];

const byNumber = new Map(cards.map((each) => [each.number, each]));

/** The names after `pm_card_` and `tok_`, lower case and without underscores. */
const numbersByName: Record<string, string> = {
  visa: "4242424242424242",
  visadebit: "4000056655665556",
  mastercard: "5555555555554444",
  mastercarddebit: "5200828282828210",
  mastercardprepaid: "5105105105105100",
  amex: "378282246310005",
  discover: "6011111111111117",
  diners: "3056930009020004",
  jcb: "3566002020360505",
  unionpay: "6200000000000005",
  us: "4242424242424242",
  bypasspending: "4000000000000077",
  chargedeclined: "4000000000000002",
  visachargedeclined: "4000000000000002",
  chargedeclinedinsufficientfunds: "4000000000009995",
  visachargedeclinedinsufficientfunds: "4000000000009995",
  chargedeclinedlostcard: "4000000000009987",
  chargedeclinedstolencard: "4000000000009979",
  chargedeclinedexpiredcard: "4000000000000069",
  chargedeclinedincorrectcvc: "4000000000000127",
  chargedeclinedprocessingerror: "4000000000000119",
  chargecustomerfail: "4000000000000341",
  threedsecure2required: "4000000000003220",
  threedsecurerequired: "4000000000003220",
  authenticationrequired: "4000002760003184",
  authenticationrequiredonsetup: "4000002500003155",
  createdispute: "4000000000000259",
  createdisputeproductnotreceived: "4000000000002685",
  createdisputeinquiry: "4000000000001976",
  pendingrefund: "4000000000007726",
  refundfail: "4000000000005126",
};

/** The test card with this number, if there is one. */
export function testCard(number: string): TestCard | undefined {
  return byNumber.get(number);
}

/** The test card behind `tok_…` or `pm_card_…`. */
export function testCardByName(token: string): TestCard | undefined {
  const name = token
    .replace(/^(tok|pm_card)_/, "")
    .replaceAll("_", "")
    .toLowerCase();
  return testCard(numbersByName[name] ?? "");
}
