import { Client } from "pg";

/** The parts of a connection URL, so that one of them (the database) can be replaced. */
export function connectionSettings(url) {
  const { host, port, user, password, database, ssl } = new Client({ connectionString: url });
  return { host, port, user, password, database, ssl };
}

/** Runs one statement on an own connection. */
export async function runStatement(url, overrides, statement) {
  const client = new Client({ ...connectionSettings(url), ...overrides });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
