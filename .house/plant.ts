import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const houseRoot = join(import.meta.dirname, "..");

export interface PlantedTree {
  root: string;
  remove(): void;
}

/** A small tree outside the repository, with the house's packages and the named settings files, to plant violations in. */
export function plantTree(files: Record<string, string>, settings: string[] = []): PlantedTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "usher-planted-")));
  symlinkSync(join(houseRoot, "node_modules"), join(root, "node_modules"));
  for (const name of settings) cpSync(join(houseRoot, name), join(root, name));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
