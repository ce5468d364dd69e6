import { z } from "zod";

const packageSchema = z.object({
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
export const lockfileSchema = z.object({ packages: z.record(z.string(), packageSchema) });

const systems = ["darwin", "win32", "android", "freebsd", "openharmony", "linux"];
const processors = ["wasm32", "arm64", "arm", "x64", "ia32", "ppc64", "riscv64", "s390x"];

/** The packages for other platforms that a dependency names and the lock file has no entry for, with that entry. */
export function findMissingPlatforms({ packages }: z.infer<typeof lockfileSchema>) {
  const paths = Object.keys(packages);
  const isLocked = (name: string) => paths.some((path) => path.endsWith(`node_modules/${name}`));
  return Object.values(packages).flatMap(({ optionalDependencies = {}, dev }) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(name))
      .map(([name, version]) => ({ path: `node_modules/${name}`, entry: lockEntry(name, version, dev) })),
  );
}

// Such packages say in their name what they are for, and npm skips an entry for another platform without looking.
function lockEntry(name: string, version: string, dev: boolean | undefined) {
  const words = name.split("/").at(-1)?.split("-") ?? [];
  const named = (known: string[]) => known.filter((word) => words.includes(word)).slice(0, 1);
  const system = named(systems);
  const libc = { musl: ["musl"], gnu: ["glibc"] }[words.at(-1) ?? ""];
  return {
    version,
    cpu: named(processors),
    ...(dev && { dev }),
    ...(words.includes("linux") && libc && { libc }),
    optional: true,
    ...(system.length > 0 && { os: system }),
  };
}
