import { isIPv4, isIPv6 } from "node:net";

/**
 * Who called, for rate limits: the last entry of `X-Forwarded-For`. That one was written by our own proxy, which must
 * add it (Next writes one only where there is none, so without a proxy it is the caller's claim, as everything before
 * it always is). Null when it says nothing: this machine itself, or no address at all. An IPv6 caller is known by its /64, because one household owns all of it.
 */
export function clientAddress(headers: Pick<Headers, "get">): string | null {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  const address = last.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(address)) return address.startsWith("127.") ? null : address;
  if (!isIPv6(address) || address === "::1") return null;
  return `${networkOf(address)}/64`;
}

function networkOf(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: zeros }, () => "0"), ...back];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
