import { Client } from "pg";

/** The key of the license with this number: 25 digits, which are their own normal form. */
export const keyOf = (number: number): string => String(number).padStart(25, "0");

/** The lease that stands on the license with this number, from the beginning. */
export const leaseOf = (number: number): string => uuidOf("lease", number);

/** The client that holds it. */
export const benchClient = { cliHwId: "bench", cliVersion: "01.00.00" };

// Numbers in the order of their making, as UUIDv7 are, so that indexes grow as they do in life.
const prefixes = { licensee: "a1", container: "a2", consumer: "a3", license: "a4", key: "a5", lease: "a6" };
const uuidOf = (what: keyof typeof prefixes, number: number): string =>
  `${prefixes[what]}000000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
const id = (what: keyof typeof prefixes): string =>
  `('${prefixes[what]}000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;

/**
 * Licensees with one key-based license of 100 seats each, and a running lease on each, numbered from 1 on: as many as
 * are missing to `count`. In bulk, without the triggers, whose rules these rows keep.
 */
export async function fillLicenses(databaseUrl: string, from: number, count: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("SET session_replication_role = replica; SET TIME ZONE 'UTC'");
  for (const statement of statements) await client.query(statement.replace("$RANGE", `${from}, ${count}`));
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM ANALYZE");
  await client.end();
}

const statements = [
  `INSERT INTO "Licensee" (id, type, name, "naturalId", modified)
   SELECT ${id("licensee")}, 'ORGANIZATION', 'Bench ' || n, 'bench-' || n, now() FROM generate_series($RANGE) n`,
  `INSERT INTO "LicenseContainer" (id, "licenseeId", name, "defaultOf", modified)
   SELECT ${id("container")}, ${id("licensee")}, 'Default', ${id("licensee")}, now() FROM generate_series($RANGE) n`,
  `INSERT INTO "LicenseConsumer" (id, type, name, "naturalId", modified)
   SELECT ${id("consumer")}, 'LICENSE_KEY', 'Bench key ' || n, 'bench-key-' || n, now() FROM generate_series($RANGE) n`,
  `INSERT INTO "License" (id, "licenseContainerId", "productName", "displayName", qty, features, "validFrom", modified)
   SELECT ${id("license")}, ${id("container")}, 'bench', 'Bench', 100, '{editing,export}', now() - interval '1 day', now()
   FROM generate_series($RANGE) n`,
  `INSERT INTO "LicenseKey" (id, "licenseId", "licenseConsumerId", "keyEncrypted", "keyHash", "keyHint", modified)
   SELECT ${id("key")}, ${id("license")}, ${id("consumer")}, '\\x00', sha256(convert_to(lpad(n::text, 25, '0'), 'UTF8')),
     right(n::text, 5), now() FROM generate_series($RANGE) n`,
  `INSERT INTO "ClientBinding" ("leaseId", "licenseId", "licenseConsumerId", qty, "validFrom", "validUntil",
     "earliestNextHeartbeat", "cliHwId", "cliVersion", modified)
   SELECT ${id("lease")}, ${id("license")}, ${id("consumer")}, 1, now() - interval '1 hour', now() + interval '1 day',
     now() - interval '1 hour', 'bench', '01.00.00', now() FROM generate_series($RANGE) n`,
];
