import { testCard, type TestCard } from "../test-cards";

export interface CardForm {
  number: string;
  expiry: string;
  cvc: string;
  name: string;
}

export type CardErrors = Partial<Record<keyof CardForm, string>>;

export interface ReadCard {
  card: TestCard;
  expiryMonth: number;
  expiryYear: number;
  name: string;
}

/** Checks a typed card the way a card form does; every error belongs to one field. */
export function readCard(form: CardForm, nowMs: number): { card: ReadCard | null; errors: CardErrors } {
  const number = form.number.replaceAll(/[\s-]/g, "");
  const found = testCard(number);
  const expiry = readExpiry(form.expiry);
  const errors: CardErrors = {
    ...wrong("number", numberError(number, found)),
    ...wrong("expiry", expiryError(expiry, nowMs)),
    ...wrong("cvc", cvcError(form.cvc, found)),
    ...wrong("name", form.name.trim() === "" ? "Enter the name on the card." : null),
  };
  if (!found || !expiry || Object.keys(errors).length > 0) return { card: null, errors };
  return { card: { card: found, expiryMonth: expiry.month, expiryYear: expiry.year, name: form.name.trim() }, errors };
}

function wrong(field: keyof CardForm, message: string | null): CardErrors {
  return message ? { [field]: message } : {};
}

function numberError(number: string, found: TestCard | undefined): string | null {
  if (number === "") return "Enter a card number.";
  if (!/^\d{12,19}$/.test(number)) return "Your card number is incomplete.";
  if (!passesLuhn(number)) return "Your card number is invalid.";
  return found ? null : "Only test cards work in the sandbox. Try 4242 4242 4242 4242.";
}

/** The check digit that every card number ends with. */
function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [position, digit] of [...number].toReversed().entries()) {
    const value = Number(digit) * (position % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function readExpiry(text: string): { month: number; year: number } | null {
  const [, month, year] = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(text) ?? [];
  if (!month || !year) return null;
  const read = { month: Number(month), year: Number(year) + (year.length === 2 ? 2000 : 0) };
  return read.month >= 1 && read.month <= 12 ? read : null;
}

function expiryError(expiry: { month: number; year: number } | null, nowMs: number): string | null {
  if (!expiry) return "Enter the expiration date as MM / YY.";
  if (Date.UTC(expiry.year, expiry.month, 1) <= nowMs) return "Your card's expiration date is in the past.";
  return null;
}

function cvcError(cvc: string, found: TestCard | undefined): string | null {
  const length = found?.brand === "amex" ? 4 : 3;
  const digits = cvc.trim();
  return /^\d{3,4}$/.test(digits) && (!found || digits.length === length)
    ? null
    : "Your card's security code is incomplete.";
}
