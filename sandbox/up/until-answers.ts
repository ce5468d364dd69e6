import { setTimeout as delay } from "node:timers/promises";
import { describeEnd, type Service } from "./service";

/** Waits until an address answers with success; fails when the service ends before, or the time is over. */
export async function untilAnswers(address: string, service: Service, patienceMs = 60_000): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  await Promise.race([
    pollUntilReady(address, service, deadline),
    service.ended.then((end) => Promise.reject(new Error(describeEnd(end)))),
  ]);
}

async function pollUntilReady(address: string, service: Service, deadline: AbortSignal): Promise<void> {
  for (let last = await ask(address); last !== "ready"; last = await ask(address)) {
    if (deadline.aborted) throw new Error(`The ${service.name} did not get ready: ${address} said ${last}`);
    await delay(100, undefined, { ref: false });
  }
}

async function ask(address: string): Promise<string> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
    return response.ok ? "ready" : `${response.status} ${(await response.text()).slice(0, 300)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
