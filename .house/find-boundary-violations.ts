import { cruise, type ICruiseResult, type IModule } from "dependency-cruiser";
import { boundaryRules } from "./boundary-rules";
import { findImpureDecisions } from "./find-impure-decisions";

export interface BoundaryReport {
  /** TypeScript files that were read, relative to the root. */
  files: string[];
  violations: { rule: string; from: string; to: string }[];
}

/** Reads the imports of every file under the root's folders and lists what breaks the dependency rule. */
export async function findBoundaryViolations(root: string, entries: string[]): Promise<BoundaryReport> {
  const { output } = await cruise(
    entries,
    {
      baseDir: root,
      // dependency-cruiser can't read TypeScript 7: without this it would cruise nothing, and be content.
      parser: "swc",
      ruleSet: { forbidden: boundaryRules },
      validate: true,
      doNotFollow: { path: "node_modules|^lib/db/generated/" },
    },
    {
      alias: { "@": root },
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      bustTheCache: true,
    },
  );
  if (typeof output === "string") throw new Error(output);
  return {
    files: output.modules.filter(isTypeScriptOfOurs).map(({ source }) => source),
    violations: violationsOf(output),
  };
}

function violationsOf({ modules, summary }: ICruiseResult): BoundaryReport["violations"] {
  const broken = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return [...broken, ...findImpureDecisions(modules)];
}

function isTypeScriptOfOurs({ source }: IModule): boolean {
  return /\.tsx?$/.test(source) && !source.includes("node_modules/") && !source.startsWith("lib/db/generated/");
}
