import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/**
 * Instantiates the schema engine's WebAssembly module and returns its SchemaEngine class.
 * Source: the glue code that wasm-bindgen generates beside the module.
 */
export async function loadEngine() {
  const gluePath = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const glue = await import(gluePath);
  const bytes = await readFile(gluePath.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(text) {
      process.stderr.write(`${JSON.stringify({ level: "ERROR", fields: { message: text } })}\n`);
    },
  };
  instance.exports.__wbindgen_start();
  return glue.SchemaEngine;
}

/** The engine package's version, which ends in the commit of Prisma's engines. */
export async function engineVersion() {
  const manifest = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/[^/]*$/, "package.json");
  return JSON.parse(await readFile(manifest, "utf8")).version;
}
