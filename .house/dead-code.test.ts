import { execa } from "execa";
import { expect, test } from "vitest";
import { z } from "zod";
import { plantTree } from "./plant";

const named = z.array(z.object({ name: z.string() }));
const report = z.object({
  issues: z.array(z.object({ file: z.string(), files: named, exports: named, dependencies: named })),
});

test("a file, an export and a package that nothing uses are refused", async () => {
  const tree = plantTree(
    {
      "package.json": JSON.stringify({ name: "planted", type: "module", dependencies: { zod: "*", pino: "*" } }),
      "lib/worker.ts": 'import { used } from "./mail/message";\nused();\n',
      "lib/mail/message.ts":
        'import { z } from "zod";\nexport const used = () => z.string();\nexport const dead = 1;\n',
      "lib/mail/dead.ts": "export const nobody = 1;\n",
    },
    [".knip.json", "tsconfig.json"],
  );
  const { stdout, exitCode } = await execa("knip", ["--reporter", "json", "--no-config-hints"], {
    cwd: tree.root,
    preferLocal: true,
    localDir: tree.root,
    reject: false,
  }).finally(tree.remove);
  const { issues } = report.parse(JSON.parse(stdout));
  const refused = (kind: "files" | "exports" | "dependencies") =>
    issues.flatMap((issue) => issue[kind].map(({ name }) => name));
  expect(refused("files")).toEqual(["lib/mail/dead.ts"]);
  expect(refused("exports")).toEqual(["dead"]);
  expect(refused("dependencies")).toEqual(["pino"]);
  expect(exitCode).toBe(1);
});
