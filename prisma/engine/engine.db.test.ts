import { randomUUID } from "node:crypto";
import { execa } from "execa";
import { beforeAll, describe, expect, inject, test } from "vitest";

// The stock CLI on our engine, on a database that does not exist yet.
const url = new URL(inject("templateDatabaseUrl"));
url.pathname = `/engine_${randomUUID().replaceAll("-", "")}`;

const prisma = (command: string, databaseUrl = url.href) =>
  execa("prisma", command.split(" "), { preferLocal: true, reject: false, env: { DATABASE_URL: databaseUrl } });

beforeAll(async () => {
  const deployed = await prisma("migrate deploy");
  expect(deployed.stdout).toContain("All migrations have been successfully applied");
});

describe("the stock Prisma CLI works without a download", () => {
  test("status says that a migrated database is up to date", async () => {
    const { exitCode, stdout } = await prisma("migrate status");
    expect(stdout).toContain("Database schema is up to date");
    expect(exitCode).toBe(0);
  });

  test("migrations, schema files and a migrated database say the same", async () => {
    const fromMigrations = await prisma(
      "migrate diff --from-migrations prisma/migrations --to-schema prisma/schema --exit-code",
    );
    expect(fromMigrations.exitCode, fromMigrations.stdout).toBe(0);
    const fromDatabase = await prisma("migrate diff --from-config-datasource --to-schema prisma/schema --exit-code");
    expect(fromDatabase.exitCode, fromDatabase.stdout).toBe(0);
  });

  test("a difference is printed and answers 2, so that the empty one above means something", async () => {
    const { exitCode, stdout } = await prisma(
      "migrate diff --from-empty --to-schema prisma/schema --script --exit-code",
    );
    expect(stdout).toContain('CREATE TABLE "AuditEntry"');
    expect(exitCode).toBe(2);
  });

  test("dev finds nothing to do, and leaves no shadow database behind", async () => {
    const { stdout, exitCode } = await prisma("migrate dev");
    expect(stdout).toContain("Already in sync");
    expect(exitCode).toBe(0);
    const shadows =
      "DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'); END $$;";
    const left = await execa("prisma", ["db", "execute", "--stdin"], {
      preferLocal: true,
      input: shadows,
      env: { DATABASE_URL: url.href },
    });
    expect(left.exitCode).toBe(0);
  });

  test("reset applies everything again", async () => {
    const { exitCode, stdout } = await prisma("migrate reset --force");
    expect(stdout).toContain("Database reset successful");
    expect(exitCode).toBe(0);
    expect((await prisma("migrate status")).exitCode).toBe(0);
  });

  test("the schema is valid", async () => {
    expect((await prisma("validate")).exitCode).toBe(0);
  });

  test("a server that can't be reached and a wrong password are said plainly", async () => {
    const unreachable = await prisma("migrate deploy", "postgresql://usher:x@127.0.0.1:1/usher");
    expect(unreachable.stderr + unreachable.stdout).toContain("P1001");
    expect(unreachable.exitCode).toBe(1);
    const strangerUrl = new URL(url);
    strangerUrl.password = "wrong";
    const stranger = await prisma("migrate deploy", strangerUrl.href);
    expect(stranger.stderr + stranger.stdout).toContain("P1000");
    expect(stranger.exitCode).toBe(1);
  });
});
