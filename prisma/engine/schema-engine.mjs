#!/usr/bin/env node
// The schema engine that the Prisma CLI starts (PRISMA_SCHEMA_ENGINE_BINARY): the engine's WebAssembly
// build behind the command line and protocol of the native one, so that nothing is downloaded.
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { runDatabaseCommand } from "./database-commands.mjs";
import { engineVersion, loadEngine } from "./load-engine.mjs";
import { MigrationAdapterFactory } from "./migration-adapter.mjs";
import { serveRequests } from "./serve-requests.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: "string", multiple: true, default: [] },
    datasource: { type: "string", default: "{}" },
    "enabled-preview-features": { type: "string" },
    "extension-types": { type: "string" },
    version: { type: "boolean" },
  },
});
const { url = "" } = JSON.parse(values.datasource);

if (values.version) {
  process.stdout.write(`schema-engine-wasm ${await engineVersion()}\n`);
} else if (positionals[0] === "cli") {
  process.exitCode = await runDatabaseCommand(positionals[1], url);
} else {
  const SchemaEngine = await loadEngine();
  const datamodels = await Promise.all(values.datamodels.map(async (path) => [path, await readFile(path, "utf8")]));
  const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(url));
  const engine = await SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    () => undefined,
    factory,
  );
  await serveRequests(engine, process.stdin, process.stdout);
  process.exit(0);
}
