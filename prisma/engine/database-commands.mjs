import { connectionSettings, runStatement } from "./connection.mjs";

// Prisma's error codes by PostgreSQL's or the socket's. Source: "Error message reference", Prisma documentation.
const prismaCodes = new Map([
  ["28P01", "P1000"],
  ["28000", "P1010"],
  ["3D000", "P1003"],
  ["42P04", "P1009"],
  ["ECONNREFUSED", "P1001"],
  ["ENOTFOUND", "P1001"],
  ["EHOSTUNREACH", "P1001"],
  ["ETIMEDOUT", "P1002"],
]);

/** Runs `can-connect-to-database` or `create-database`; returns the process's exit code. */
export async function runDatabaseCommand(command, url) {
  try {
    if (command === "can-connect-to-database") await runStatement(url, {}, "SELECT 1");
    else if (command === "create-database") await createDatabase(url);
    else throw new Error(`The schema engine knows no command ${command}.`);
    return 0;
  } catch (error) {
    report(error, connectionSettings(url));
    return 1;
  }
}

async function createDatabase(url) {
  const { database } = connectionSettings(url);
  await runStatement(url, { database: "postgres" }, `CREATE DATABASE "${database.replaceAll('"', '""')}"`);
}

function report(error, { host, port }) {
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  const unreachable = typeof cause.syscall === "string";
  const message = unreachable ? `Can't reach database server at ${host}:${port} (${cause.code})` : cause.message;
  const fields = { message, error_code: prismaCodes.get(cause.code) ?? "P1011" };
  // The CLI skips the first line: the native engine greets there.
  process.stderr.write("schema engine\n");
  process.stderr.write(JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields }));
}
