import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Db } from "@/lib/db/client";
import { createTestDatabase } from "@/lib/db/test-database";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { createLog } from "@/lib/observability/log";
import { createEmbeddedEngine } from "../embedded/create-embedded-engine";
import { licensingApiPath, serveLicensingApi, type LicensingApiContext } from "../serve-licensing-api";

const keySecret = "a secret of the second Usher, 32 characters or more";

export type SecondUsher = {
  baseUrl: string;
  port: number;
  /** Who may call it. */
  issuer: string;
  keyId: string;
  /** PEM. */
  privateKey: string;
  db: Db;
  close(): Promise<void>;
};

/** Another Usher's served licensing API, on a free port and on a database of its own. */
export async function serveSecondUsher(now: Clock = systemClock): Promise<SecondUsher> {
  const { db, drop } = await createTestDatabase();
  const credentials = { issuer: "first-usher", keyId: "key-1" };
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const settingsKey = { ...credentials, publicKey: pair.publicKey, permissions: ["*.*"], validUntil: null };
  const ctx = { ...contextOf(db, now), settingsKey };
  const server = createServer(getRequestListener((request) => serveLicensingApi(ctx, request)));
  const port = await listen(server);
  const baseUrl = `http://127.0.0.1:${port}${licensingApiPath}`;
  return {
    baseUrl,
    port,
    ...credentials,
    privateKey: pair.privateKey,
    db,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await drop();
    },
  };
}

function contextOf(db: Db, now: Clock): Omit<LicensingApiContext, "settingsKey"> {
  const terms = { leaseSeconds: 600, heartbeatSeconds: 60 };
  return {
    db,
    now,
    log: createLog("silent"),
    engine: createEmbeddedEngine({ db, keySecret, now, terms, issuer: "10Duke" }),
    signInIssuers: [],
    findIdentity: () => Promise.resolve(null),
    sender: null,
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The second Usher listens on no port");
  return address.port;
}
