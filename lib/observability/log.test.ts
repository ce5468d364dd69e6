import { describe, expect, it } from "vitest";
import { createLog, scrubSecrets } from "./log";

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog("info", { write: (line) => void lines.push(line) }));
  return lines.join("");
}

describe("the log never shows a secret", () => {
  it("drops fields that carry a secret's name, nested ones too", () => {
    const text = logged((log) =>
      log.info(
        { request: { authorization: "abc", headers: { cookie: "session=1" } }, licenseKey: "AAAAA-BBBBB" },
        "seen",
      ),
    );
    expect(text).not.toMatch(/abc|session=1|AAAAA/);
    expect(text).toContain("seen");
  });

  it.each([
    "sk_live_51Habcdef",
    "rk_test_51Habcdef",
    "whsec_abcdef123",
    "Bearer abc.def-ghi",
    "ScaleJwt abc.def.ghi",
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
    "postgresql://usher:hunter2@db:5432/usher",
    "smtps://user:hunter2@mail.example.com",
  ])("hides %s inside a message and inside an error", (secret) => {
    const text = logged((log) => {
      log.info(`failed with ${secret}`);
      log.error({ err: new Error(`no access: ${secret}`) }, "failed");
    });
    expect(text).not.toContain(secret);
    expect(text).not.toContain("hunter2");
    expect(text).toContain("[hidden]");
  });

  it("leaves ordinary text alone", () => {
    expect(scrubSecrets("subscription sub_123 of customer cus_456")).toBe("subscription sub_123 of customer cus_456");
  });
});
