import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findTakenPorts } from "./find-taken-ports";
import { gatherCrew, type Crew } from "./crew";
import { untilAnswers } from "./until-answers";

const forever = "setInterval(() => undefined, 1000);";
let folder: string;
let crew: Crew;
let shown: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "usher-crew-"));
  crew = gatherCrew();
  shown = [];
});
afterEach(async () => {
  await crew.stop();
  rmSync(folder, { recursive: true, force: true });
});

const running = (name: string, script: string) => ({
  name,
  root: folder,
  command: ["--eval", script],
  environment: { NODE_ENV: "production" } as const,
  logFolder: folder,
  show: (line: string) => void shown.push(line),
});
const says = (name: string, text: string) => expect.poll(() => readLog(name), { timeout: 5000 }).toContain(text);
const readLog = (name: string) => {
  try {
    return readFileSync(join(folder, `${name}.log`), "utf8");
  } catch {
    return "";
  }
};

describe("processes that belong together", () => {
  test("the last to join ends first, each before the next is asked", async () => {
    const order: string[] = [];
    for (const name of ["database", "sandbox", "worker", "app"]) {
      const service = crew.start(
        running(name, `process.on("SIGTERM", () => setTimeout(process.exit, 30)); ${forever} console.log("up")`),
      );
      void service.ended.then(() => order.push(name));
      await says(name, "up");
    }
    await crew.stop();
    expect(order).toEqual(["app", "worker", "sandbox", "database"]);
  });

  test("one that ends unasked breaks the crew, and its last words are told", async () => {
    crew.start(running("sandbox", forever));
    crew.start(running("app", 'console.log("the plug was pulled"); process.exitCode = 3;'));
    expect(await crew.broken).toBe(
      "The app ended unexpectedly (exit code 3). Its last words:\n  app │ the plug was pulled",
    );
  });

  test("one that ignores the request is ended by force", async () => {
    const service = crew.start(running("app", `process.on("SIGTERM", () => undefined); ${forever} console.log("up")`));
    await says("app", "up");
    await service.stop(50);
    expect(await service.ended).toMatchObject({ expected: true, reason: "SIGKILL" });
  });

  test("a task that fails is an error with its last words; one that succeeds is not", async () => {
    await crew.run(running("migrations", "process.exitCode = 0"));
    await expect(
      crew.run(running("migrations", 'console.error("no such table"); process.exitCode = 1')),
    ).rejects.toThrow("no such table");
  });

  test("all end when the process that started them is killed, also one that keeps on talking", async () => {
    const ended = join(folder, "ended");
    // As Next does: what fails is reported, the failing report too.
    const child = `
      process.on("uncaughtException", (error) => process.stderr.write(String(error)));
      process.on("SIGTERM", () => setTimeout(() => { fs.writeFileSync(${JSON.stringify(ended)}, ""); process.exit(); }, 50));
      setInterval(() => process.stdout.write("up\\n"), 1);`;
    const parent = `require("node:child_process").spawn(
      process.execPath,
      ["--import", ${JSON.stringify(join(import.meta.dirname, "end-with-parent.mjs"))}, "--eval", ${JSON.stringify(child)}],
      {
        env: { ...process.env, USHER_PARENT_PID: process.pid },
        detached: true,
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      },
    ).stdout.pipe(process.stdout); ${forever}`;
    const service = crew.start(running("parent", parent));
    await says("parent", "up");
    await service.stop(0);
    await expect.poll(() => existsSync(ended), { timeout: 5000 }).toBe(true);
  });
});

test("warnings and errors are shown at once, the rest is only in the file", async () => {
  const script = `console.log(JSON.stringify({ level: 30, msg: "asked" })); console.log("▲ ready");
    console.log(JSON.stringify({ level: 40, msg: "slow", err: { message: "1 s" } })); console.error("deprecated");`;
  await crew.start(running("app", script)).ended;
  expect(shown.toSorted()).toEqual(["app │ deprecated", "app │ warning: slow (1 s)"]);
  await says("app", "▲ ready");
});

describe("on the network", () => {
  let server: Server;
  let port: number;
  beforeEach(async () => {
    server = createServer((_request, response) => response.writeHead(503).end("the worker is missing")).listen(
      0,
      "127.0.0.1",
    );
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
  });
  afterEach(() => server.close());

  test("a taken port is named, with the setting that moves it", async () => {
    expect(await findTakenPorts([{ port, setting: "PORT" }])).toEqual([
      `Port ${port} is taken by another program. Set PORT to a free port and start again.`,
    ]);
    expect(await findTakenPorts([{ port: 1, setting: "PORT" }])).toEqual([]);
  });

  test("a service that never gets ready is reported with what it said last", async () => {
    const service = crew.start(running("app", forever));
    await expect(untilAnswers(`http://127.0.0.1:${port}/ready`, service, 10)).rejects.toThrow(
      `did not get ready: http://127.0.0.1:${port}/ready said 503 the worker is missing`,
    );
  });

  test("a service that ends before it is ready is reported at once", async () => {
    const service = crew.start(running("app", "process.exit(1)"));
    await expect(untilAnswers(`http://127.0.0.1:${port}/ready`, service)).rejects.toThrow(
      "ended unexpectedly (exit code 1)",
    );
  });
});
