// Run after an install on a registry that does not offer every platform's packages: npm then leaves them out of the
// lock file, and `npm ci` refuses it, here and on those platforms.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { findMissingPlatforms, lockfileSchema } from "./find-missing-platforms";

const file = join(import.meta.dirname, "../package-lock.json");
const lockfile = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, "utf8")));
const packages = z.record(z.string(), z.unknown()).parse(lockfile.packages);
const missing = findMissingPlatforms(lockfileSchema.parse(lockfile));
for (const { path, entry } of missing) packages[path] = entry;
const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en"));
writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(`${missing.length} platform packages added to the lock file`);
