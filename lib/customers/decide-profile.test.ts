import { describe, expect, it } from "vitest";
import { decideProfile } from "./decide-profile";

const bought = { origin: "ECOMMERCE", name: "Ada", email: "ada@example.com" } as const;

describe("the name and address of a customer", () => {
  it("follow the provider when a purchase made the customer", () => {
    expect(decideProfile(bought, { name: " Ada Lovelace ", email: "Countess@Example.com" })).toEqual({
      name: "Ada Lovelace",
      email: "countess@example.com",
    });
  });

  it("stay when the provider knows none, or the same", () => {
    expect(decideProfile(bought, { name: null, email: " " })).toBeNull();
    expect(decideProfile(bought, { name: "Ada", email: "ADA@example.com" })).toBeNull();
  });

  it.each(["MANAGED", "MANUAL"] as const)("stay as they were typed here (%s), whatever the provider says", (origin) => {
    expect(decideProfile({ ...bought, origin }, { name: "Other", email: "other@example.com" })).toBeNull();
  });
});
