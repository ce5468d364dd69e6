import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as route from "@/app/api/licensing/v1/[...path]/route";
import { addDays } from "@/lib/kernel/add-days";
import { givenLicensee, licenseFor } from "@/lib/licensing/contract/given";
import { openTestContext } from "@/lib/test-context";

type Opened = Awaited<ReturnType<typeof openTestContext>>;

let opened: Opened;
let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  opened = await openTestContext({ LICENSE_LEASE_SECONDS: "30", LICENSE_HEARTBEAT_SECONDS: "1" });
  folder = await mkdtemp(join(tmpdir(), "licensed-app-"));
  server = await listen(0);
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(async () => {
  await stopListening();
  await opened.close();
  await rm(folder, { recursive: true });
});

/** The served licensing API, at an address of its own. */
async function listen(at: number): Promise<Server> {
  const answer = getRequestListener((request) => (request.method === "GET" ? route.GET(request) : route.POST(request)));
  const started = createServer((request, response) => void answer(request, response));
  started.listen(at, "127.0.0.1");
  await once(started, "listening");
  return started;
}

async function stopListening(): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

async function issueKey(qty = 1) {
  const { licensing } = opened.ctx;
  const licensee = await givenLicensee(licensing, { name: "Ada Example" });
  const license = await licensing.issueLicense(licenseFor(licensee.id, { access: "KEY", qty }));
  return { license, licenseKey: (await licensing.revealLicenseKey(license.id)) ?? "" };
}

/** The program in a process of its own; `says` waits for words on its output, after those waited for before. */
function start(file: string, ...parameters: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...parameters]);
  let text = "";
  let read = 0;
  const news = new EventTarget();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      news.dispatchEvent(new Event("news"));
    });
  }
  const ended = once(child, "close").then(([code]) => Number(code));
  const says = async (words: string) => {
    while (!text.includes(words, read)) {
      const more = new Promise<void>((resolve) => {
        news.addEventListener("news", () => resolve(), { once: true });
      });
      const isOver = await Promise.race([more.then(() => false), ended.then(() => true)]);
      if (isOver && !text.includes(words, read)) throw new Error(`It never said “${words}”, but: ${text}`);
    }
    read = text.indexOf(words, read) + words.length;
  };
  return { says, ended, kill: () => child.kill("SIGTERM"), output: () => text };
}

const app = (licenseKey: string, device = "one") => {
  const where = ["--server", `http://127.0.0.1:${port}`, "--product", "Product", "--every", "1"];
  return start("app.mjs", "--key", licenseKey, "--device", device, ...where);
};

const running = (licenseId: string) =>
  opened.ctx.db.clientBinding.count({ where: { licenseId, releasedAt: null, validUntil: { gt: new Date() } } });

describe("the example application", () => {
  it("takes a seat, keeps it, goes on without the network on its token, and gives the seat back at the end", async () => {
    const { license, licenseKey } = await issueKey();
    const program = app(licenseKey);
    await program.says("Seat taken until");
    expect(program.output()).toContain("with: editing, export");
    expect(await running(license.id)).toBe(1);
    await program.says("Seat kept until");

    await stopListening();
    await program.says("The server can't be reached");
    server = await listen(port);
    await program.says("Online again. Seat kept until");

    program.kill();
    await program.says("Seat given back");
    expect(await program.ended).toBe(0);
    expect(await running(license.id)).toBe(0);
  });

  it("says so when all seats are taken, and runs as soon as one is free", async () => {
    const { licenseKey } = await issueKey();
    const first = app(licenseKey);
    await first.says("Seat taken until");
    const second = app(licenseKey, "two");
    await second.says("Not licensed. All 1 seats are taken");
    expect(await second.ended).toBe(1);
    first.kill();
    await first.ended;
    const third = app(licenseKey, "two");
    await third.says("Seat taken until");
    third.kill();
    expect(await third.ended).toBe(0);
  });

  it("ends with the reason when its license is revoked, and takes no wrong key", async () => {
    const { license, licenseKey } = await issueKey();
    const program = app(licenseKey);
    await program.says("Seat taken until");
    await opened.ctx.licensing.revokeLicense(license.id, "refunded", new Date());
    await program.says("Not licensed. The license was revoked: refunded.");
    expect(await program.ended).toBe(1);
    const guess = app("00000-00000-00000-00000-00000");
    await guess.says("Not licensed.");
    expect(await guess.ended).toBe(1);
  });

  it("checks a license file with nothing but the public keys, and no changed one", async () => {
    const { license } = await issueKey();
    const file = await opened.ctx.engine.checkout.issueLicenseFile(license.id, addDays(new Date(), 30));
    if (file.kind !== "issued") throw new Error(file.kind);
    const keys = `http://127.0.0.1:${port}/api/licensing/v1/licensing-signing-keys/.well-known/jwks.json`;
    const keysFile = join(folder, "jwks.json");
    await writeFile(keysFile, await (await fetch(keys)).text());
    const licenseFile = join(folder, file.fileName);
    await writeFile(licenseFile, `${file.token}\n`);
    const check = start("check-license-file.mjs", licenseFile, keysFile);
    await check.says("Product is licensed to Ada Example");
    expect(await check.ended).toBe(0);

    const [header, payload = "", signature] = file.token.split(".");
    const claims = Buffer.from(payload, "base64url").toString().replace('"qty":1', '"qty":9');
    await writeFile(licenseFile, [header, Buffer.from(claims).toString("base64url"), signature].join("."));
    const forged = start("check-license-file.mjs", licenseFile, keysFile);
    await forged.says("Not licensed. The token was changed");
    expect(await forged.ended).toBe(1);
  });
});
