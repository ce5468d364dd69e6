import { describe, expect, it } from "vitest";
import { decideProfile } from "./decide-profile";

const bought = { origin: "ECOMMERCE", type: "PERSON", name: "Ada", email: "ada@example.com" } as const;
const company = null;

describe("the name and address of a customer", () => {
  it("follow the provider when a purchase made the customer", () => {
    expect(decideProfile(bought, { name: " Ada Lovelace ", company, email: "Countess@Example.com" })).toEqual({
      name: "Ada Lovelace",
      email: "countess@example.com",
    });
  });

  it("are a person's or a company's, as the customer is one", () => {
    const { email } = bought;
    const renamed = { name: "Ada Lovelace", company: "Analytical Engines", email };
    expect(decideProfile(bought, renamed)).toEqual({ name: "Ada Lovelace", email });
    const firm = { ...bought, type: "ORGANIZATION", name: "Firm" } as const;
    expect(decideProfile(firm, renamed)).toEqual({ name: "Analytical Engines", email });
    expect(decideProfile(firm, { ...renamed, company })).toBeNull();
  });

  it("stay when the provider knows none, or the same", () => {
    expect(decideProfile(bought, { name: null, company, email: " " })).toBeNull();
    expect(decideProfile(bought, { name: "Ada", company, email: "ADA@example.com" })).toBeNull();
  });

  it.each(["MANAGED", "MANUAL"] as const)("stay as they were typed here (%s), whatever the provider says", (origin) => {
    expect(decideProfile({ ...bought, origin }, { name: "Other", company, email: "other@example.com" })).toBeNull();
  });
});
