import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { CatalogPool, internalCharColumns } from "./catalog-pool.mjs";
import { connectionSettings, runStatement } from "./connection.mjs";

/** The stock PostgreSQL adapter, made fit for the schema engine: catalog types, whole scripts, real shadow databases. */
export class MigrationAdapterFactory {
  provider = "postgres";
  adapterName = "@prisma/adapter-pg";
  #url;

  constructor(url) {
    this.#url = url;
  }

  async connect() {
    return open(this.#url, {});
  }

  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    await runStatement(this.#url, {}, `CREATE DATABASE "${database}"`);
    const adapter = await open(this.#url, { database });
    const close = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await close();
      await runStatement(this.#url, {}, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    };
    return adapter;
  }
}

async function open(url, overrides) {
  // One connection: the engine's advisory lock and search path belong to a session.
  const pool = new CatalogPool({ ...connectionSettings(url), ...overrides, max: 1 });
  const schema = url === "" ? undefined : (new URL(url).searchParams.get("schema") ?? undefined);
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect();
  readInternalChars(adapter);
  runWholeScripts(adapter, pool);
  return adapter;
}

function readInternalChars(adapter) {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of internalCharColumns(result.rows)) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

// The adapter would cut a script at every semicolon, also inside a function's body.
function runWholeScripts(adapter, pool) {
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
}
