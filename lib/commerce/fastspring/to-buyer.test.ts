import { describe, expect, it } from "vitest";
import { readTags } from "./tags";
import { toBuyer } from "./to-buyer";
import { account as schema } from "./wire";

const contact = { first: "Ada", last: "Lovelace", email: "ada@example.com", company: null };
const anAccount = (more: object = {}) => schema.parse({ account: "acc", contact, ...more });
const buyerOf = (tags: unknown, more: object = {}) => toBuyer(anAccount(more), "acc", readTags(tags));

describe("tags are read in every form they come in", () => {
  it.each([
    ["an object", { tendukeLicenseeId: "L1", tendukeLicenseeType: "ORGANIZATION" }],
    ["JSON text", '{"tendukeLicenseeId":"L1","tendukeLicenseeType":"ORGANIZATION"}'],
    ["pairs", "tendukeLicenseeId=L1, tendukeLicenseeType=ORGANIZATION"],
    [
      "beside objects and lists",
      { tendukeLicenseeId: "L1", tendukeLicenseeType: "ORGANIZATION", utm: { a: 1 }, ab: ["b"] },
    ],
    ["an object with blanks", { tendukeLicenseeId: " L1 ", tendukeLicenseeType: "organization", other: 7 }],
  ])("%s", (_form, tags) => {
    expect(buyerOf(tags)).toMatchObject({ licenseeId: "L1", type: "ORGANIZATION" });
  });

  it.each([null, undefined, "", "no pairs", [], 7, { tendukeLicenseeId: { nested: true } }])(
    "%j is no tags",
    (tags) => {
      expect(buyerOf(tags)).toEqual({
        providerCustomerId: "acc",
        isByAddressOnly: true,
        licenseeId: null,
        purchaseIntentId: null,
        name: "Ada Lovelace",
        email: "ada@example.com",
        company: null,
      });
    },
  );
});

describe("who the buyer is", () => {
  const company = { contact: { ...contact, company: "Analytical Engines" } };

  it("ignores the company of who says to be a person, and keeps it otherwise", () => {
    expect(buyerOf({ tendukeLicenseeType: "PERSONAL" }, company)).toMatchObject({ company: null, type: "PERSON" });
    expect(buyerOf({ tendukeLicenseeType: "SOMETHING" }, company)).not.toHaveProperty("type");
    expect(buyerOf(null, company)).toMatchObject({ company: "Analytical Engines" });
  });

  it("takes our own licensee from the account's lookup key, and nobody else's", () => {
    expect(buyerOf(null, { lookup: { custom: "usher-L2" } })).toMatchObject({ licenseeId: "L2" });
    expect(buyerOf(null, { lookup: { custom: "crm-4711" } })).toMatchObject({ licenseeId: null });
    expect(buyerOf({ tendukeLicenseeId: "L1" }, { lookup: { custom: "usher-L2" } })).toMatchObject({
      licenseeId: "L1",
    });
  });

  it("is what was typed at the checkout where the account does not say", () => {
    const typed = { ...contact, first: "Bea", last: "-", company: " Firm " };
    expect(toBuyer(anAccount({ contact: null }), "acc", {}, typed)).toMatchObject({ name: "Bea", company: "Firm" });
    expect(toBuyer(null, "acc", {}, typed)).toMatchObject({ providerCustomerId: "acc", email: "ada@example.com" });
  });
});
