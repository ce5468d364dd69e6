import { execa } from "execa";
import { expect, test } from "vitest";
import { plantTree } from "./plant";

test("the compiler refuses an implicit any, an unchecked element, a forgotten type import and a forgotten case", async () => {
  const tree = plantTree(
    {
      "lib/a.ts": "export const shout = (text) => text.toUpperCase();\n",
      "lib/b.ts": "export const first = (list: string[]): string => list[0];\n",
      "lib/c.ts": 'import { Kind } from "./d";\nexport const kind: Kind = "x";\n',
      "lib/d.ts": 'export type Kind = "x" | "y";\n',
      "lib/e.ts":
        'import type { Kind } from "./d";\nexport function size(kind: Kind): number {\n  switch (kind) {\n    case "x":\n      return 1;\n  }\n}\n',
    },
    ["tsconfig.json"],
  );
  const { stdout } = await execa("tsc", ["--incremental", "false", "--pretty", "false"], {
    cwd: tree.root,
    preferLocal: true,
    localDir: tree.root,
    reject: false,
  }).finally(tree.remove);
  const refused = stdout.split("\n").flatMap((line) => /^(lib\/\w\.ts).*(TS\d+)/.exec(line)?.slice(1).join(" ") ?? []);
  expect(refused).toEqual(["lib/a.ts TS7006", "lib/b.ts TS2322", "lib/c.ts TS1484", "lib/e.ts TS2366"]);
});
