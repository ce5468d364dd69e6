import { generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { connectedProviders } from "@/lib/commerce/connected-providers";
import { createContext } from "./context";
import { readEnv, SettingsError } from "./env";

const good = {
  NODE_ENV: "production",
  APP_ORIGIN: "https://licenses.example.com/",
  DATABASE_URL: "postgresql://usher:pw@db.example.com:5432/usher",
  AUTH_SECRET: "a".repeat(32),
  LICENSE_KEY_SECRET: "b".repeat(32),
  STRIPE_SECRET_KEY: "sk_live_123456789",
  STRIPE_WEBHOOK_SECRETS: "whsec_one, whsec_two",
  SMTP_URL: "smtps://user:pw@mail.example.com:465",
  MAIL_FROM: "Licenses <licenses@example.com>",
};

const stripe = { STRIPE_SECRET_KEY: good.STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRETS: good.STRIPE_WEBHOOK_SECRETS };
const fastSpring = {
  FASTSPRING_USERNAME: "user",
  FASTSPRING_PASSWORD: "p".repeat(16),
  FASTSPRING_STOREFRONT: "https://vendor.onfastspring.com/",
  FASTSPRING_WEBHOOK_SECRETS: "one-that-is-long-enough, another-long-enough",
};

function problemsOf(source: Record<string, string | undefined>): readonly string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe("settings", () => {
  it("takes a complete set, without a trailing slash in the origin and with several webhook secrets", () => {
    const env = readEnv(good);
    expect(env.APP_ORIGIN).toBe("https://licenses.example.com");
    expect(env.STRIPE_WEBHOOK_SECRETS).toEqual(["whsec_one", "whsec_two"]);
    expect(env.sandboxed).toBe(false);
  });

  it("lists everything that is missing at once, each with where to find it", () => {
    const problems = problemsOf({ NODE_ENV: "production" });
    for (const name of [
      "APP_ORIGIN",
      "DATABASE_URL",
      "AUTH_SECRET",
      "LICENSE_KEY_SECRET",
      "STRIPE_SECRET_KEY",
      "SMTP_URL",
      "MAIL_FROM",
    ]) {
      expect(
        problems.some((problem) => problem.startsWith(`${name} `)),
        name,
      ).toBe(true);
    }
  });

  it("refuses a weak secret", () => {
    expect(problemsOf({ ...good, AUTH_SECRET: "short" })).toEqual([
      expect.stringContaining("AUTH_SECRET is too short"),
    ]);
  });

  it.each([
    ["Stripe alone", stripe, ["STRIPE"], []],
    ["Stripe without a webhook, whose address is then off", { STRIPE_SECRET_KEY: "sk_test_1234" }, ["STRIPE"], []],
    ["FastSpring alone", fastSpring, ["FASTSPRING"], []],
    ["both", { ...stripe, ...fastSpring }, ["STRIPE", "FASTSPRING"], []],
    ["neither", {}, [], ["STRIPE_SECRET_KEY or FASTSPRING_USERNAME is missing: at least one payment provider"]],
    [
      "blank ones",
      { STRIPE_SECRET_KEY: " ", FASTSPRING_USERNAME: "" },
      [],
      ["STRIPE_SECRET_KEY or FASTSPRING_USERNAME"],
    ],
    [
      "a webhook of Stripe's without its key",
      { STRIPE_WEBHOOK_SECRETS: "whsec_one" },
      [],
      ["STRIPE_SECRET_KEY is missing: it"],
    ],
    [
      "a webhook of Stripe's beside FastSpring",
      { ...fastSpring, STRIPE_WEBHOOK_SECRETS: "whsec_one" },
      [],
      ["STRIPE_SECRET_KEY is missing: it belongs to STRIPE_WEBHOOK_SECRETS"],
    ],
    [
      "a part of FastSpring",
      { FASTSPRING_USERNAME: "user", FASTSPRING_PASSWORD: "p".repeat(16) },
      [],
      ["FASTSPRING_STOREFRONT is missing: it belongs to", "FASTSPRING_WEBHOOK_SECRETS is missing: it belongs to"],
    ],
    ["a weak key", { STRIPE_SECRET_KEY: "sk" }, [], ["STRIPE_SECRET_KEY is too short"]],
  ])("sells through %s", (_, providers, connected, problems) => {
    const { STRIPE_SECRET_KEY: _key, STRIPE_WEBHOOK_SECRETS: _secrets, ...rest } = good;
    const settings = { ...rest, ...providers };
    expect(problemsOf(settings)).toEqual(problems.map((problem) => expect.stringContaining(problem)));
    if (problems.length === 0) expect(connectedProviders(createContext(readEnv(settings)).commerce)).toEqual(connected);
  });

  it("takes FastSpring's settings all or none, and no weak ones", () => {
    const env = readEnv({ ...good, ...fastSpring });
    expect(env.FASTSPRING_STOREFRONT).toBe("https://vendor.onfastspring.com");
    expect(env.FASTSPRING_API_BASE).toBe("https://api.fastspring.com");
    expect(env.FASTSPRING_WEBHOOK_SECRETS).toHaveLength(2);
    for (const name of Object.keys(fastSpring)) {
      expect(problemsOf({ ...good, ...fastSpring, [name]: "" })).toEqual([
        expect.stringContaining(`${name} is missing: it belongs to `),
      ]);
    }
    expect(problemsOf({ ...good, ...fastSpring, FASTSPRING_WEBHOOK_SECRETS: "long-enough-for-all,short" })).toEqual([
      expect.stringContaining("FASTSPRING_WEBHOOK_SECRETS has one that is too short"),
    ]);
    expect(problemsOf({ ...good, ...fastSpring, FASTSPRING_PASSWORD: "short" })).toEqual([
      expect.stringContaining("FASTSPRING_PASSWORD is too short"),
    ]);
  });

  it("takes 10Duke Scale's settings all or none, over https, with a key that can sign", () => {
    const pem = (bits: number) =>
      generateKeyPairSync("rsa", { modulusLength: bits })
        .privateKey.export({ type: "pkcs8", format: "pem" })
        .toString();
    const scale = {
      SCALE_API_BASE: "https://tenant.example.com/api/v1/",
      SCALE_ISSUER: "usher",
      SCALE_KEY_ID: "key-1",
      SCALE_PRIVATE_KEY: pem(2048).replaceAll("\n", String.raw`\n`),
    };
    const env = readEnv({ ...good, ...scale });
    expect(env.SCALE_API_BASE).toBe("https://tenant.example.com/api/v1");
    expect(env.SCALE_PRIVATE_KEY).toContain("-----BEGIN PRIVATE KEY-----\n");
    for (const name of Object.keys(scale)) {
      expect(problemsOf({ ...good, ...scale, [name]: " " })).toEqual([
        expect.stringContaining(`${name} is missing: it belongs to `),
      ]);
    }
    const refused = (settings: Record<string, string>) => problemsOf({ ...good, ...scale, ...settings });
    expect(refused({ SCALE_API_BASE: "http://tenant.example.com" })).toEqual([expect.stringContaining("https")]);
    expect(refused({ SCALE_API_BASE: "http://localhost:4000/api/licensing/v1" })).toEqual([]);
    expect(refused({ SCALE_PRIVATE_KEY: pem(1024) })).toEqual([expect.stringContaining("at least 2048 bits")]);
    const garbled = refused({ SCALE_PRIVATE_KEY: "-----BEGIN PRIVATE KEY-----secret-part" });
    expect(garbled).toEqual([expect.stringContaining("SCALE_PRIVATE_KEY is no RSA private key")]);
    expect(garbled.join()).not.toContain("secret-part");
  });

  it("treats a blank value as missing", () => {
    expect(problemsOf({ ...good, SMTP_URL: "  " })).toEqual([expect.stringContaining("SMTP_URL is missing")]);
  });

  it("names the missing half of an identity provider", () => {
    expect(problemsOf({ ...good, OIDC_ISSUER: "https://id.example.com" })).toEqual([
      expect.stringContaining("OIDC_CLIENT_ID is missing"),
      expect.stringContaining("OIDC_CLIENT_SECRET is missing"),
    ]);
  });

  it("keeps live keys away from the sandbox, and the sandbox's key away from Stripe", () => {
    const sandboxed = {
      ...good,
      STRIPE_API_BASE: "http://localhost:3010",
      USHER_SANDBOX_ORIGIN: "http://localhost:3010",
    };
    expect(problemsOf(sandboxed)).toEqual([expect.stringContaining("live key")]);
    expect(problemsOf({ ...good, STRIPE_SECRET_KEY: "sk_test_sandbox" })).toEqual([
      expect.stringContaining("sandbox's key"),
    ]);
    expect(problemsOf({ ...sandboxed, STRIPE_SECRET_KEY: "sk_test_sandbox" })).toEqual([]);
  });

  it("names the payment providers that the sandbox does not play", () => {
    const origin = "http://localhost:3010";
    const played = {
      ...good,
      STRIPE_SECRET_KEY: "sk_test_sandbox",
      STRIPE_API_BASE: origin,
      USHER_SANDBOX_ORIGIN: origin,
    };
    expect(readEnv(played).ownAccounts).toEqual([]);
    expect(readEnv({ ...played, ...fastSpring }).ownAccounts).toEqual(["FastSpring"]);
    expect(readEnv({ ...good, ...fastSpring }).ownAccounts).toEqual(["Stripe", "FastSpring"]);
  });

  it("wants https in production", () => {
    expect(problemsOf({ ...good, APP_ORIGIN: "http://licenses.example.com" })).toEqual([
      expect.stringContaining("https"),
    ]);
  });

  it("reads no webhook secret as none, which disables the address", () => {
    expect(readEnv({ ...good, STRIPE_WEBHOOK_SECRETS: "" }).STRIPE_WEBHOOK_SECRETS).toEqual([]);
  });
});

describe("the guide to settings", () => {
  it("names every setting that is read", async () => {
    const source = await readFile(new URL("env.ts", import.meta.url), "utf8");
    const guide = await readFile(new URL("../docs/settings.md", import.meta.url), "utf8");
    const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });
});
