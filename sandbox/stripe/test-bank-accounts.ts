/** What a debit of a test bank account comes to, once the bank has answered. */
export interface TestBankAccount {
  type: "us_bank_account" | "sepa_debit";
  /** An account number, or an IBAN without spaces. */
  number: string;
  bank: string;
  country: string;
  /** After `pm_usBankAccount_`, where there is such a name. */
  name: string | null;
  failure: { code: string; message: string } | null;
  daysUntilAnswer: number;
}

const closed = {
  code: "account_closed",
  message: "The customer's bank account has been closed.",
};
const empty = {
  code: "insufficient_funds",
  message: "The customer's account has insufficient funds to cover this payment.",
};

function us(number: string, name: string, failure: TestBankAccount["failure"]): TestBankAccount {
  return {
    type: "us_bank_account",
    number,
    bank: "STRIPE TEST BANK",
    country: "US",
    name,
    failure,
    daysUntilAnswer: 4,
  };
}

function sepa(number: string, failure: TestBankAccount["failure"], daysUntilAnswer: number): TestBankAccount {
  const country = number.slice(0, 2);
  return { type: "sepa_debit", number, bank: "Test bank", country, name: null, failure, daysUntilAnswer };
}

const accounts: TestBankAccount[] = [
  us("000123456789", "success", null),
  us("000222222227", "insufficientFunds", empty),
  us("000111111113", "accountClosed", closed),
  sepa("AT611904300234573201", null, 0),
  sepa("AT321904300235473204", null, 4),
  sepa("AT861904300235473202", empty, 0),
  sepa("AT481904300235473203", empty, 4),
  sepa("IT40S0542811101000000123456", null, 0),
  sepa("IT60X0542811101000000123456", empty, 0),
];

/** The test account with this number or IBAN, if there is one. */
export function testBankAccount(number: string): TestBankAccount | undefined {
  const plain = number.replaceAll(/\s/g, "").toUpperCase();
  return accounts.find((each) => each.number === plain);
}

/** The test account behind `pm_usBankAccount_…`. */
export function testBankAccountByName(token: string): TestBankAccount | undefined {
  const name = token.replace(/^pm_usBankAccount_?/, "") || "success";
  return accounts.find((each) => each.name === name);
}

/** What the hosted checkout offers for this currency: only those that let the buyer wait. */
export function testBankAccountsFor(currency: string): TestBankAccount[] {
  const type = currency === "eur" ? "sepa_debit" : currency === "usd" ? "us_bank_account" : null;
  return accounts.filter((each) => each.type === type && each.daysUntilAnswer > 0);
}
