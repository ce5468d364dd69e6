import { pathOf, type FastSpringClient } from "./fastspring-client";
import { listOf, returned, type FastSpringReturn } from "./wire";

const atOnce = 50;
const returns = listOf("returns", returned);

/** The returns of these ids; what does not exist is left out. */
export async function readReturns(
  client: FastSpringClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<FastSpringReturn[]> {
  const found: FastSpringReturn[] = [];
  for (let start = 0; start < ids.length; start += atOnce) {
    const path = `/returns/${pathOf(ids.slice(start, start + atOnce))}`;
    found.push(...((await client.find("reading returns", { path, signal }, returns)) ?? []));
  }
  return found;
}
