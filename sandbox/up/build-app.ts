import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const inputs = ["{app,components,lib,public,prisma/schema}/**/*", "*.{ts,mjs}", "package-lock.json", "tsconfig.json"];
const notInputs = /\.(test|contract)\.tsx?$|\.md$|^(playwright|vitest|prisma)\.config\.ts$|^next-env/;

/** Whether the app was built from other files than there are now. */
export function buildIsStale(root: string): boolean {
  const mark = markFile(root);
  return (
    !existsSync(join(root, ".next/BUILD_ID")) || !existsSync(mark) || readFileSync(mark, "utf8") !== inputHash(root)
  );
}

/** Remembers, inside the build, which files it was made from. */
export function markBuild(root: string): void {
  writeFileSync(markFile(root), inputHash(root));
}

function markFile(root: string): string {
  return join(root, ".next/usher-inputs");
}

function inputHash(root: string): string {
  const hash = createHash("sha256");
  const files = globSync(inputs, { cwd: root }).filter(
    (path) => !notInputs.test(path) && statSync(join(root, path)).isFile(),
  );
  for (const path of files.toSorted()) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest("hex");
}
