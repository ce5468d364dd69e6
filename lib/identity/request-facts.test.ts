import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";
import { normalizeEmail } from "./email-address";
import { isOwnOrigin } from "./origin-check";

describe("the client address", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["10.9.8.7, 203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2/64"],
    ["2001:db8::1", "2001:db8:0:0/64"],
    ["2001:0db8:0001::1", "2001:db8:1:0/64"],
    ["127.0.0.1", null],
    ["::1", null],
    ["::ffff:127.0.0.1", null],
    ["nonsense", null],
    ["", null],
  ])("of %s is what our own proxy wrote: %s", (header, address) => {
    expect(clientAddress(new Headers({ "x-forwarded-for": header }))).toBe(address);
  });
});

describe("an e-mail address", () => {
  it.each([
    [" Ada@Example.COM ", "ada@example.com"],
    ["ada+usher@example.com", "ada+usher@example.com"],
    ["ada@example.com,eve@evil.example", null],
    ["ada@example.com;eve@evil.example", null],
    ["ada@example.com eve@evil.example", null],
    ['"ada@evil.example"@example.com', null],
    ["Ada <ada@example.com>", null],
    ["ada@example.com\r\nBcc: eve@evil.example", null],
    ["ada@localhost", null],
    ["", null],
    [undefined, null],
    [["ada@example.com"], null],
  ])("%j is taken as %j: one address or none", (typed, address) => {
    expect(normalizeEmail(typed)).toBe(address);
  });
});

describe("the origin check", () => {
  const own = (origin: string | null) =>
    isOwnOrigin(new Headers(origin === null ? {} : { origin }), "https://licenses.example.com");

  it("takes a request of our own page only", () => {
    expect(own("https://licenses.example.com")).toBe(true);
    expect(own("http://licenses.example.com")).toBe(false);
    expect(own("https://licenses.example.com.evil.example")).toBe(false);
    expect(own("null")).toBe(false);
    expect(own(null)).toBe(false);
  });
});
