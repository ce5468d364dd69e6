import { expect, test } from "vitest";
import { normalizeEmail, type Customer } from "./customer";
import { decidePurchaseOwner, type OwnershipFacts } from "./decide-purchase-owner";
import { mayBuy, mayManage } from "./membership";

const customer = (id: string): Customer => ({
  id,
  type: "PERSON",
  origin: "MANAGED",
  name: "Given Name",
  displayName: null,
  email: null,
  licenseeId: null,
});
const [ours, other] = [customer("ours"), customer("other")];
const licensee = { id: "licensee", externalReference: null };
const licenseeId = "licensee";
type Facts = OwnershipFacts<typeof licensee>;
const nothing: Facts = { claim: null, mapped: null, natural: null };

test.each<[string, Partial<Facts>, unknown]>([
  [
    "claim and mapping agree",
    { claim: { licenseeId, licensee: null, customer: ours }, mapped: ours },
    { kind: "found", customer: ours, by: "licensee_id" },
  ],
  [
    "claim alone",
    { claim: { licenseeId, licensee: null, customer: ours } },
    { kind: "found", customer: ours, by: "licensee_id" },
  ],
  [
    "claim of a licensee without a customer",
    { claim: { licenseeId, licensee, customer: null } },
    { kind: "unknown", licensee },
  ],
  ["mapping alone", { mapped: ours }, { kind: "found", customer: ours, by: "provider_customer" }],
  ["natural id alone", { natural: { licensee, customer: ours } }, { kind: "found", customer: ours, by: "natural_id" }],
  [
    "natural id of a licensee without a customer",
    { natural: { licensee, customer: null } },
    { kind: "unknown", licensee },
  ],
  ["nothing known", {}, { kind: "unknown", licensee: null }],
])("whose purchase it is: %s", (_, facts, owner) => {
  expect(decidePurchaseOwner({ ...nothing, ...facts })).toEqual(owner);
});

test.each<[string, Partial<Facts>]>([
  ["a licensee that does not exist", { claim: { licenseeId, licensee: null, customer: null } }],
  ["the same, though the payer is known", { claim: { licenseeId, licensee: null, customer: null }, mapped: ours }],
  ["another customer's licensee", { claim: { licenseeId, licensee: null, customer: ours }, mapped: other }],
  [
    "a licensee without a customer, paid by a known one",
    { claim: { licenseeId, licensee, customer: null }, mapped: other },
  ],
])("never guessed at: %s", (_, facts) => {
  expect(decidePurchaseOwner({ ...nothing, ...facts })).toMatchObject({ kind: "doubtful" });
});

test.each([
  ["OWNER", true],
  ["ADMIN", true],
  ["MEMBER", false],
] as const)("whether a member with the role %s may buy and manage: %s", (role, may) => {
  expect(mayBuy(role)).toBe(may);
  expect(mayManage(role)).toBe(may);
});

test("an e-mail has one spelling, and a blank one is none", () => {
  expect(normalizeEmail(" Given@Example.COM ")).toBe("given@example.com");
  expect(normalizeEmail("  ")).toBeNull();
  expect(normalizeEmail(null)).toBeNull();
});
