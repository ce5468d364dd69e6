import { expect, test } from "vitest";
import { decideCustomerLabels } from "./decide-customer-labels";

const acme = {
  id: "0198a000-0000-7000-8000-000000aaaaaa",
  type: "ORGANIZATION",
  name: "Acme Ltd",
  displayName: null,
  email: "bills@acme.example",
} as const;

test("a name of one's own needs nothing beside it", () => {
  const [first, second] = decideCustomerLabels([acme, { ...acme, id: "b", name: "Bolt", displayName: "Bolt & Co" }]);
  expect(first).toMatchObject({ name: "Acme Ltd", detail: "Organization, bills@acme.example", isAmbiguous: false });
  expect(second).toMatchObject({ name: "Bolt & Co", isAmbiguous: false });
});

test("two customers of the same name are told apart by kind and address", () => {
  const labels = decideCustomerLabels([acme, { ...acme, id: "b", type: "PERSON", email: null }]);
  expect(labels.map(({ detail, isAmbiguous }) => [detail, isAmbiguous])).toEqual([
    ["Organization, bills@acme.example", true],
    ["Person", true],
  ]);
});

test("no two look the same, even with the same name, kind and address", () => {
  const labels = decideCustomerLabels([acme, { ...acme, id: "0198a000-0000-7000-8000-000000bbbbbb" }]);
  expect(labels.map(({ detail }) => detail)).toEqual([
    "Organization, bills@acme.example, no. aaaaaa",
    "Organization, bills@acme.example, no. bbbbbb",
  ]);
});
