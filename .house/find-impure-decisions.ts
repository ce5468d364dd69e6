import type { IModule } from "dependency-cruiser";

const decision = /(^|\/)decide-[^/]+(?<!\.test)\.ts$/;
// Libraries that compute and do nothing else.
const purePackages = /node_modules\/(date-fns|zod)\//;
const impureFiles =
  /-store\.ts$|^lib\/(db|jobs|observability)\/|^lib\/(env|context|worker)\.ts$|^lib\/kernel\/(clock|ids)\.ts$/;

/** Follows what each decide-* file needs at run time, through every file between, and lists the ways to I/O. */
export function findImpureDecisions(modules: IModule[]): { rule: string; from: string; to: string }[] {
  const bySource = new Map(modules.map((module) => [module.source, module]));
  return modules
    .filter(({ source }) => decision.test(source))
    .flatMap(({ source }) => {
      const path = wayToInputOutput(source, bySource);
      return path === undefined ? [] : [{ rule: "decisions-reach-no-io", from: source, to: path.join(" → ") }];
    });
}

function wayToInputOutput(start: string, bySource: Map<string, IModule>): string[] | undefined {
  const seen = new Set([start]);
  const waiting = [[start]];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    for (const next of needs(bySource.get(path.at(-1) ?? ""))) {
      if (next.impure) return [...path.slice(1), next.source];
      if (!seen.has(next.source)) waiting.push([...path, next.source]);
      seen.add(next.source);
    }
  }
  return undefined;
}

function needs(module: IModule | undefined): { source: string; impure: boolean }[] {
  const atRunTime = (module?.dependencies ?? []).filter(
    ({ dependencyTypes }) => !dependencyTypes.includes("type-only"),
  );
  return atRunTime.map(({ resolved, coreModule }) => ({ source: resolved, impure: coreModule || isImpure(resolved) }));
}

function isImpure(source: string): boolean {
  return source.includes("node_modules/") ? !purePackages.test(source) : impureFiles.test(source);
}
