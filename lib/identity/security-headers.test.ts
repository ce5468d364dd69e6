import { describe, expect, it } from "vitest";
import { formTargets, securityHeaders } from "./security-headers";

const facts = {
  nonce: "abc",
  appOrigin: "https://licenses.example.com",
  development: false,
  formTargets: new Array<string>(),
};
const policy = (over: Partial<typeof facts> = {}) => {
  const text = securityHeaders({ ...facts, ...over })["Content-Security-Policy"] ?? "";
  return new Map(text.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1).join(" ")]));
};

describe("the security headers", () => {
  it("let only scripts with this request's nonce run", () => {
    expect(policy().get("script-src")).toBe("'self' 'nonce-abc' 'strict-dynamic'");
    expect(policy().get("style-src")).not.toContain("unsafe");
    expect(policy().get("object-src")).toBe("'none'");
    expect(policy().get("base-uri")).toBe("'none'");
  });

  it("let nobody frame a page", () => {
    expect(policy().get("frame-ancestors")).toBe("'none'");
    expect(securityHeaders(facts)["X-Frame-Options"]).toBe("DENY");
  });

  it("loosen only in development, and insist on https only on https", () => {
    expect(policy({ development: true }).get("script-src")).toContain("'unsafe-eval'");
    expect(securityHeaders(facts)["Strict-Transport-Security"]).toContain("max-age=63072000");
    const local = securityHeaders({ ...facts, appOrigin: "http://localhost:3000" });
    expect(local).not.toHaveProperty("Strict-Transport-Security");
    expect(local["Content-Security-Policy"]).not.toContain("upgrade-insecure-requests");
  });

  it("let forms lead to the configured providers and nowhere else", () => {
    const targets = formTargets({
      USHER_SANDBOX_ORIGIN: "http://localhost:3010",
      OIDC_ISSUER: "http://localhost:3010/identity",
    });
    expect(targets).toEqual(["https://checkout.stripe.com", "https://billing.stripe.com", "http://localhost:3010"]);
    expect(policy({ formTargets: targets }).get("form-action")).toBe(`'self' ${targets.join(" ")}`);
  });
});
