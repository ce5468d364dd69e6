import { randomInt } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** An id as Stripe makes them: a telling prefix and random letters and digits. */
export function newId(prefix: string, length = 24): string {
  let id = `${prefix}_`;
  for (let position = 0; position < length; position += 1) id += alphabet[randomInt(alphabet.length)];
  return id;
}
