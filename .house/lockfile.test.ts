import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findMissingPlatforms, lockfileSchema } from "./find-missing-platforms";
import { houseRoot } from "./plant";

const lockfile = lockfileSchema.parse(JSON.parse(readFileSync(join(houseRoot, "package-lock.json"), "utf8")));

test("npm ci works on every platform: the lock file names the packages of all (else run .house/complete-lockfile.ts)", () => {
  expect(findMissingPlatforms(lockfile).map(({ path }) => path)).toEqual([]);
});

test("a missing platform is found, with the entry that npm needs", () => {
  const packages = {
    "node_modules/tool": { dev: true, optionalDependencies: { "@tool/core-linux-arm64-musl": "1.2.3" } },
  };
  expect(findMissingPlatforms({ packages })).toEqual([
    {
      path: "node_modules/@tool/core-linux-arm64-musl",
      entry: { version: "1.2.3", cpu: ["arm64"], dev: true, libc: ["musl"], optional: true, os: ["linux"] },
    },
  ]);
});
