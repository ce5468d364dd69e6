import { describe, expect, it } from "vitest";
import { linkIntentSeconds, readLinkIntent, signLinkIntent } from "./link-intent";

const secret = "a secret of at least thirty-two characters";
const now = new Date("2026-05-01T12:00:00Z");
const journey = { providerId: "oidc", sessionHash: "session-1", state: "state-1" };
const signed = () => signLinkIntent({ userId: "user-1", ...journey }, secret, now);

describe("a link intent", () => {
  it("names the user who asked", async () => {
    expect(await readLinkIntent(await signed(), journey, secret, now)).toEqual({ userId: "user-1" });
  });

  it.each([{ providerId: "google" }, { sessionHash: "session-2" }, { state: "state-2" }, { state: "" }])(
    "counts for nothing on another journey: %o",
    async (other) => {
      expect(await readLinkIntent(await signed(), { ...journey, ...other }, secret, now)).toBeNull();
    },
  );

  it("ends after ten minutes", async () => {
    const later = new Date(now.getTime() + (linkIntentSeconds + 1) * 1000);
    expect(await readLinkIntent(await signed(), journey, secret, later)).toBeNull();
  });

  it("can't be forged, changed or left out", async () => {
    const cookie = await signed();
    expect(await readLinkIntent(cookie, journey, `${secret}!`, now)).toBeNull();
    expect(await readLinkIntent(`${cookie.slice(0, -2)}xx`, journey, secret, now)).toBeNull();
    expect(await readLinkIntent(undefined, journey, secret, now)).toBeNull();
  });
});
