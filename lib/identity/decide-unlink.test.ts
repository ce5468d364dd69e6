import { describe, expect, it } from "vitest";
import { decideUnlink } from "./decide-unlink";

const google = { id: "1", provider: "google" };
const github = { id: "2", provider: "github" };
const configuredProviders = ["google", "github"];
const decide = (accountId: string, accounts: (typeof google)[], emailVerified: boolean) =>
  decideUnlink({ accountId, accounts, emailVerified, configuredProviders }).kind;

describe("removing a sign-in method", () => {
  it("is refused for the last way in", () => {
    expect(decide("1", [google], false)).toBe("last_method");
  });

  it("is allowed when a proven address or another method stays", () => {
    expect(decide("1", [google], true)).toBe("allowed");
    expect(decide("1", [google, github], false)).toBe("allowed");
  });

  it("does not count a method that is no longer configured", () => {
    expect(decide("1", [google, { id: "3", provider: "oidc" }], false)).toBe("last_method");
  });

  it("knows only the person's own methods", () => {
    expect(decide("9", [google], true)).toBe("not_linked");
  });
});
