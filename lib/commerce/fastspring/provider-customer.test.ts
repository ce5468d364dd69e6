import { expect, it } from "vitest";
import { EmailTakenError } from "@/lib/kernel/errors";
import { createCustomer } from "./provider-customer";
import { scriptedClient } from "./testing/scripted-client";

const buyer = { idempotencyKey: "k", licenseeId: "l", customerId: "c", name: "Ada Lovelace", email: "ada@example.com" };

/** A store in which the address is taken, and that gives this account when it is asked who has it. */
function create(contact: object) {
  const { client, asked } = scriptedClient({
    "GET /accounts": { body: { accounts: ["acc"] } },
    "GET /accounts/acc": { body: { account: "acc", contact, lookup: { custom: "a-key-of-the-vendor" } } },
    "POST /accounts": { status: 400, body: { result: "error", error: { email: "exists" } } },
  });
  const find: typeof client.find = async (what, request, schema) =>
    request.query && "custom" in request.query ? null : client.find(what, request, schema);
  const isFree = () => Promise.resolve(true);
  return { made: createCustomer({ ...client, find }, { ...buyer, type: "PERSON", isFree }), asked };
}

it("an account is taken for who has proven its address, in whatever case it is written", async () => {
  expect(await create({ email: "Ada@Example.com" }).made).toEqual({ providerCustomerId: "acc" });
});

it("an account that the store finds for an address and that has another one is nobody's", async () => {
  await expect(create({ email: "not-ada@example.com" }).made).rejects.toBeInstanceOf(EmailTakenError);
  await expect(create({}).made).rejects.toBeInstanceOf(EmailTakenError);
});
