import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeReturnUrl } from "./safe-return-url";

const origin = "https://licenses.example.com";
const staysHere = (path: string) => new URL(path, origin).origin === origin;

describe("the safe return URL", () => {
  it.each([
    "/portal",
    "/start?offer=abc&seats=5",
    "/portal/account#methods",
    "/portal?q=a%20b&u=https%3A%2F%2Fa.example",
  ])("keeps a path of this app: %s", (path) => {
    expect(safeReturnUrl(path)).toBe(path);
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "/%2Fevil.example",
    "/%5Cevil.example",
    "/%252Fevil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/a/..//evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "@evil.example",
    "https://licenses.example.com@evil.example",
    "/portal%0d%0aLocation:%20https://evil.example",
    "/\u200b/evil.example",
    "",
    `/${"a".repeat(3000)}`,
    undefined,
    null,
    42,
    ["/portal"],
  ])("answers the fallback for %s", (wanted) => {
    expect(safeReturnUrl(wanted)).toBe("/portal");
  });

  it("never leads to another site, whatever the text, also when it is decoded once or twice more", () => {
    const piece = fc.constantFrom(
      ..."/\\.@:?#%&;= \t\r\n",
      "//",
      "%2f",
      "%2F",
      "%5c",
      "%25",
      "%09",
      "%00",
      "..",
      "evil.example",
      "https:",
      "user:pass@",
      "javascript:",
      "\u2028",
      "\u3002",
      "portal",
    );
    const hostile = fc
      .array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 12 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          hostile.map((text) => `/${text}`),
          fc.webUrl(),
        ),
        (wanted) => {
          const answer = safeReturnUrl(wanted);
          const plain = [...answer].every((character) => character >= " " && character !== "\\");
          const settled = safeReturnUrl(answer) === answer;
          return answer.startsWith("/") && plain && settled && [answer, ...decodings(answer)].every(staysHere);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

function decodings(text: string): string[] {
  const found: string[] = [];
  let current = text;
  for (let round = 0; round < 2; round += 1) {
    try {
      current = decodeURIComponent(current);
    } catch {
      break;
    }
    found.push(current);
  }
  return found;
}
