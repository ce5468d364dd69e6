import { describe, expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { describeReady } from "./describe-ready";
import { planStack } from "./plan-stack";
import { newSecrets } from "./secrets";

const secrets = newSecrets();
const plan = (environment: Record<string, string> = {}) => planStack(environment, secrets, "production");

describe("with nothing configured", () => {
  test("everything is stood in for, and the app accepts these settings", () => {
    const { startsDatabase, seeds, sandboxOrigin, settings } = plan();
    expect({ startsDatabase, seeds, sandboxOrigin }).toEqual({
      startsDatabase: true,
      seeds: true,
      sandboxOrigin: "http://localhost:3010",
    });
    expect(readEnv(settings)).toMatchObject({
      sandboxed: true,
      APP_ORIGIN: "http://localhost:3000",
      STRIPE_API_BASE: "http://localhost:3010",
      OIDC_ISSUER: "http://localhost:3010/identity",
      SMTP_URL: "smtp://localhost:3025",
    });
  });

  test("sandbox and app share the secret that signs webhooks", () => {
    const { settings } = plan();
    expect(settings.SANDBOX_WEBHOOK_SECRET).toBe(settings.STRIPE_WEBHOOK_SECRETS);
  });

  test("other ports move every address that names them", () => {
    const { settings, appOrigin } = plan({ PORT: "4000", SANDBOX_PORT: "4010", SANDBOX_DATABASE_PORT: "4054" });
    expect(appOrigin).toBe("http://localhost:4000");
    expect(settings).toMatchObject({ SANDBOX_APP_ORIGIN: appOrigin, STRIPE_API_BASE: "http://localhost:4010" });
    expect(settings.DATABASE_URL).toContain(":4054/");
  });

  test("an empty setting counts as not configured", () => {
    expect(plan({ STRIPE_SECRET_KEY: " ", DATABASE_URL: "" })).toMatchObject({ seeds: true, startsDatabase: true });
  });
});

describe("what is configured is left alone", () => {
  const own = {
    DATABASE_URL: "postgresql://me:secret@db.example.com:5432/usher",
    STRIPE_SECRET_KEY: "sk_test_mine",
    SMTP_URL: "smtps://me:secret@mail.example.com:465",
    MAIL_FROM: "Licenses <licenses@example.com>",
    OIDC_ISSUER: "https://id.example.com",
    OIDC_CLIENT_ID: "usher",
    OIDC_CLIENT_SECRET: "mine",
    AUTH_SECRET: "an own secret of more than thirty-two characters",
  };

  const fastSpring = {
    FASTSPRING_USERNAME: "mine",
    FASTSPRING_PASSWORD: "mine, and long enough",
    FASTSPRING_STOREFRONT: "https://mine.onfastspring.com",
    FASTSPRING_WEBHOOK_SECRETS: "mine-and-long-enough",
  };

  test("with all of it configured, nothing is stood in for", () => {
    const { startsDatabase, seeds, sandboxOrigin, settings } = plan(own);
    expect({ startsDatabase, seeds, sandboxOrigin }).toEqual({
      startsDatabase: false,
      seeds: false,
      sandboxOrigin: null,
    });
    expect(settings).toMatchObject(own);
    expect(settings.USHER_SANDBOX_ORIGIN).toBeUndefined();
  });

  test.each([
    ["Stripe", { STRIPE_SECRET_KEY: own.STRIPE_SECRET_KEY }, ["STRIPE_API_BASE", "STRIPE_WEBHOOK_SECRETS"]],
    ["mail", { SMTP_URL: own.SMTP_URL }, ["MAIL_FROM"]],
    ["sign-in", { OIDC_ISSUER: own.OIDC_ISSUER }, ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]],
  ])("%s alone is the real one, the rest is the sandbox", (_name, configured, untouched) => {
    const { settings, sandboxOrigin } = plan(configured);
    expect(settings).toMatchObject(configured);
    for (const name of untouched) expect(settings[name]).toBeUndefined();
    expect(sandboxOrigin).toBe("http://localhost:3010");
  });

  const stripe = { STRIPE_SECRET_KEY: own.STRIPE_SECRET_KEY };
  const { FASTSPRING_PASSWORD } = fastSpring;
  test.each([
    ["nothing", {}, ["Stripe", "FastSpring"], "No money moves."],
    ["Stripe", stripe, [], "Stripe: your own account."],
    ["FastSpring", fastSpring, ["Stripe"], "FastSpring: your own account."],
    ["both providers", { ...stripe, ...fastSpring }, [], "Stripe and FastSpring: your own account."],
  ])("with %s configured, the other one is played as far as it has to be", (_name, configured, played, money) => {
    const planned = plan(configured);
    const expected = { standsInFor: [...played, "sign-in", "mail"], seeds: played.length > 0, settings: configured };
    expect(planned).toMatchObject(expected);
    expect(() => readEnv(planned.settings)).not.toThrow();
    expect(describeReady(planned, 1)).toContain(money);
  });

  test.each([
    ["Stripe", { STRIPE_WEBHOOK_SECRETS: "whsec_mine" }, "STRIPE_SECRET_KEY is missing: it belongs to"],
    ["FastSpring", { FASTSPRING_PASSWORD }, "FASTSPRING_USERNAME is missing: it belongs to"],
  ])("a part of %s is not replaced: the start says what is missing", (_name, configured, problem) => {
    const { settings } = plan(configured);
    expect(settings).toMatchObject(configured);
    expect(() => readEnv(settings)).toThrow(problem);
  });

  test("no demo catalog is put into a real Stripe account", () => {
    expect(plan({ STRIPE_SECRET_KEY: own.STRIPE_SECRET_KEY }).seeds).toBe(false);
  });
});

test("a port that is no port is named", () => {
  expect(() => plan({ PORT: "http" })).toThrow("PORT is not a port: http");
});
