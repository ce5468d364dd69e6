import { describe, expect, test } from "vitest";
import type { MembershipRole, MyCustomer } from "@/lib/customers/membership";
import { decideBuyer } from "./decide-buyer";

const mine = (id: string, role: MembershipRole): MyCustomer => ({
  customer: { id, type: "PERSON", origin: "MANAGED", name: id, displayName: null, email: null, licenseeId: null },
  role,
  providerCustomers: [],
});

describe("for whom a user buys", () => {
  test.each<[string, MyCustomer[], string | undefined, string]>([
    ["nobody yet: say who you are", [], undefined, "identify_customer"],
    ["only a member somewhere: that is not theirs to buy for", [mine("a", "MEMBER")], undefined, "identify_customer"],
    ["the only customer they own", [mine("a", "OWNER"), mine("b", "MEMBER")], undefined, "buyer"],
    ["the only customer they administer", [mine("a", "ADMIN")], undefined, "buyer"],
    ["several: never the first one found", [mine("a", "OWNER"), mine("b", "ADMIN")], undefined, "choose_customer"],
    ["the one asked for", [mine("a", "OWNER"), mine("b", "ADMIN")], "b", "buyer"],
    ["one asked for where they are a member only", [mine("a", "OWNER"), mine("b", "MEMBER")], "b", "not_mine"],
    ["one asked for that is foreign", [mine("a", "OWNER")], "x", "not_mine"],
  ])("%s", (_, memberships, customerId, kind) => {
    const decision = decideBuyer(memberships, customerId);
    expect(decision.kind).toBe(kind);
    if (decision.kind === "buyer") expect(decision.buyer.customer.id).toBe(customerId ?? "a");
  });
});
