import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";

/** Whether the database client was generated before the schema last changed, e.g. by a pull. */
export function clientIsStale(root: string): boolean {
  const client = join(root, "lib/db/generated/client.ts");
  if (!existsSync(client)) return true;
  const generated = statSync(client).mtimeMs;
  return globSync("prisma/schema/*.prisma", { cwd: root }).some(
    (file) => statSync(join(root, file)).mtimeMs > generated,
  );
}
