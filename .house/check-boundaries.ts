import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findBoundaryViolations } from "./find-boundary-violations";

const root = join(import.meta.dirname, "..");
const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", "*.ts", "*.tsx"], {
  cwd: root,
  encoding: "utf8",
});
const expected = listed.split("\n").filter((file) => file !== "" && existsSync(join(root, file)));
const { files, violations } = await findBoundaryViolations(root, expected);

for (const { rule, from, to } of violations) console.error(`${rule}: ${from} → ${to}`);
const unread = expected.filter((file) => !files.includes(file));
for (const file of unread) console.error(`not read: ${file}`);
console.log(`boundaries: ${files.length} of ${expected.length} files read, ${violations.length} violations`);
process.exitCode = violations.length + unread.length > 0 || files.length === 0 ? 1 : 0;
