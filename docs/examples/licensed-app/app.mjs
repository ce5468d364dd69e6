import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { LicensingClient, Refused, Unreachable } from "./licensing-client.mjs";
import { signIn } from "./sign-in.mjs";

const { values: options } = parseArgs({
  options: {
    server: { type: "string", default: "http://localhost:3000" },
    product: { type: "string" },
    key: { type: "string" },
    issuer: { type: "string", default: "http://localhost:3010/identity" },
    "client-id": { type: "string", default: "usher-example-app" },
    device: { type: "string" },
    every: { type: "string", default: "60" },
  },
});

const time = (ms) => new Date(ms).toISOString().slice(11, 19);
const retryMs = 1000;
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopping.abort());

try {
  const proof = options.key ? { licenseKey: options.key } : { idToken: await askToSignIn() };
  const product = options.product ?? (options.key ? "atlas-render-node" : "atlas-editor");
  const client = new LicensingClient({ ...options, proof, version: "01.00.00" });
  await useWhileLicensed(client, product);
} catch (error) {
  if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
  console.error(`Not licensed. ${error.message}`);
  process.exitCode = 1;
}

function askToSignIn() {
  const show = (address) => console.log(`To sign in, open ${address}`);
  return signIn({ issuer: options.issuer, clientId: options["client-id"], show });
}

/** Takes a seat, keeps it until the person stops the application, and gives it back. */
async function useWhileLicensed(client, product) {
  let lease = await client.checkout(product);
  console.log(`Seat taken until ${time(lease.until)}, with: ${lease.features.join(", ")}`);
  try {
    while (await pause(nextHeartbeat(lease))) lease = await renew(client, product, lease);
  } finally {
    if (stopping.signal.aborted) await giveBack(client, lease);
  }
}

/** The later of our own interval and what the server allows, but before the lease is over. */
function nextHeartbeat({ earliestHeartbeat, until }) {
  const ours = Date.now() + Number(options.every) * 1000;
  return Math.max(earliestHeartbeat, Math.min(ours, until - 2 * retryMs));
}

/** A network that is away is no reason to stop before the token is over. */
async function renew(client, product, lease) {
  for (let offline = false; ; offline = true) {
    try {
      const next = await renewOrTakeAnew(client, product, lease);
      console.log(`${offline ? "Online again. " : ""}Seat kept until ${time(next.until)}`);
      return next;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      if (Date.now() >= lease.until) throw new Unreachable(`The seat was granted until ${time(lease.until)}.`);
      if (!offline) console.log(`The server can't be reached (${error.message}). Going on until ${time(lease.until)}`);
      if (!(await pause(Math.min(Date.now() + retryMs, lease.until)))) return lease;
    }
  }
}

/** An answer that got lost on the way leaves us with a lease id that is over: our own seat can be taken again. */
async function renewOrTakeAnew(client, product, { leaseId }) {
  try {
    return await client.heartbeat(leaseId);
  } catch (error) {
    if (error.code !== "LEASE_NOT_FOUND") throw error;
    return await client.checkout(product);
  }
}

async function giveBack(client, { leaseId }) {
  const released = await client.release(leaseId).catch(() => false);
  console.log(released ? "Seat given back" : "The seat is free again when its time is over");
}

/** False when it is time to stop. */
async function pause(until) {
  const waitMs = Math.max(0, until - Date.now());
  await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  return !stopping.signal.aborted;
}
