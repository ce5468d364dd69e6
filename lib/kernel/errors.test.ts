import { expect, test, vi } from "vitest";
import { AdapterError, EmailTakenError, NotFoundError } from "./errors";

class Refusal extends AdapterError {}

const all = { AdapterError, EmailTakenError, NotFoundError, Refusal };
const kindsOf = (error: Error) => Object.entries(all).flatMap(([name, type]) => (error instanceof type ? [name] : []));

test("an error is what it is, and nothing else", () => {
  expect(kindsOf(new AdapterError("stripe", "down", { retryable: true }))).toEqual(["AdapterError"]);
  expect(kindsOf(new EmailTakenError("fastspring", "taken"))).toEqual(["AdapterError", "EmailTakenError"]);
  expect(kindsOf(new NotFoundError("Customer"))).toEqual(["NotFoundError"]);
  expect(kindsOf(new Refusal("stripe", "no", { retryable: false }))).toEqual(["AdapterError", "Refusal"]);
  expect(kindsOf(new Error("else"))).toEqual([]);
});

test("what another copy of this file threw is known: pages and routes are bundled apart, and share the adapters", async () => {
  vi.resetModules();
  const copy = await import("./errors");
  expect(copy.AdapterError).not.toBe(AdapterError);
  expect(kindsOf(new copy.AdapterError("stripe", "down", { retryable: true }))).toEqual(["AdapterError"]);
  expect(kindsOf(new copy.EmailTakenError("fastspring", "taken"))).toEqual(["AdapterError", "EmailTakenError"]);
  expect(kindsOf(new copy.NotFoundError("Customer"))).toEqual(["NotFoundError"]);
});
