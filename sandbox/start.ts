import { createServer, type RequestListener, type Server } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Clock } from "./clock";
import { systemClock } from "./clock";
import { createFastSpringSandbox, type FastSpringSandboxOptions } from "./fastspring/create-fastspring-sandbox";
import { createIdentitySandbox } from "./identity/server";
import { createMailSandbox } from "./mail/server";
import { createStripeSandbox, type StripeSandboxOptions } from "./stripe/create-stripe-sandbox";

export interface SandboxOptions {
  /** 0 takes any free port. */
  port: number;
  smtpPort: number;
  /** Null keeps everything in memory. */
  dataFolder: string | null;
  appOrigin: string;
  webhooks: { url: string; secret: string }[];
  fastSpringWebhooks?: { url: string; secret: string }[];
  log?: (line: string) => void;
  clock?: Clock;
  delivery?: StripeSandboxOptions["delivery"];
  fastSpringDelivery?: FastSpringSandboxOptions["delivery"];
  beforeAnswer?: StripeSandboxOptions["beforeAnswer"];
}

export interface RunningSandbox {
  origin: string;
  smtpPort: number;
  stop(): Promise<void>;
}

/** Starts every stand-in on one HTTP port, and the mailbox on its SMTP port. A taken port rejects with `EADDRINUSE`. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  let answer: RequestListener = (_request, response) => response.writeHead(503).end("The sandbox is starting.");
  const server = createServer((request, response) => answer(request, response));
  const origin = await listen(server, options.port);
  try {
    const parts = await createParts(options, origin);
    answer = parts.answer;
    return {
      origin,
      smtpPort: parts.smtpPort,
      stop: async () => {
        await close(server);
        await parts.stop();
      },
    };
  } catch (error) {
    await close(server);
    throw error;
  }
}

async function createParts(options: SandboxOptions, origin: string) {
  const { dataFolder, appOrigin, smtpPort, webhooks, delivery, beforeAnswer } = options;
  const mail = await createMailSandbox({ smtpPort, dataFolder });
  const identity = await createIdentitySandbox({ origin, dataFolder, appOrigin });
  const stripe = createStripeSandbox({
    origin,
    appOrigin,
    clock: options.clock ?? systemClock,
    journalFile: dataFolder === null ? null : join(dataFolder, "stripe.jsonl"),
    webhooks,
    log: options.log ?? (() => {}),
    delivery,
    beforeAnswer,
  });
  const fastSpring = createFastSpringSandbox({
    origin,
    appOrigin,
    clock: options.clock ?? systemClock,
    journalFile: dataFolder === null ? null : join(dataFolder, "fastspring.jsonl"),
    webhooks: options.fastSpringWebhooks ?? [],
    log: options.log ?? (() => {}),
    delivery: options.fastSpringDelivery,
  });
  const app = new Hono().route("/", mail.app).route("/", fastSpring.app).route("/", stripe.app);
  const answerPages = getRequestListener(app.fetch);
  const answer: RequestListener = (request, response) => {
    if (/^\/identity(\/|\?|$)/.test(request.url ?? "")) identity.handle(request, response);
    else void answerPages(request, response);
  };
  const stop = async () => {
    stripe.stop();
    fastSpring.stop();
    await mail.stop();
  };
  return { answer, smtpPort: mail.smtpPort, stop };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The sandbox listens on no port");
  return `http://localhost:${address.port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
