import { DELETE, GET, PATCH, POST, PUT } from "../api/licensing/v1/[...path]/route";
import { all, type Door, type Target } from "./door";

let machines = 0;

/** A call without a token, from an address of its own: refusals are limited by address. */
function call(method: string, { customerId, licenseId }: Target): Request {
  const licenses = `http://localhost:3000/api/licensing/v1/licensees/${encodeURIComponent(customerId)}/licenses`;
  const path = method === "POST" ? "actions/issue-feature-license" : encodeURIComponent(licenseId);
  return new Request(`${licenses}/${path}`, { method, headers: { "x-forwarded-for": `198.51.100.${++machines}` } });
}

/** Cookies say nothing here, only tokens and license keys do: lib/licensing/served/refusals.db.test.ts tries them all. */
export const licensingApiDoors: Record<string, Door> = {
  "GET /api/licensing/v1/[...path]": { open: (target) => GET(call("GET", target)), expected: all("401") },
  "POST /api/licensing/v1/[...path]": { open: (target) => POST(call("POST", target)), expected: all("401") },
  "PUT /api/licensing/v1/[...path]": { open: (target) => PUT(call("PUT", target)), expected: all("401") },
  "PATCH /api/licensing/v1/[...path]": { open: (target) => PATCH(call("PATCH", target)), expected: all("405") },
  "DELETE /api/licensing/v1/[...path]": { open: (target) => DELETE(call("DELETE", target)), expected: all("401") },
};
