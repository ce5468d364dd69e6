import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { env } from "@/lib/env";
import { formTargets, securityHeaders } from "@/lib/identity/security-headers";

/** Gives every page its security headers and a nonce of its own. Nothing is authorized here (design, section 8). */
export function proxy(request: NextRequest): NextResponse {
  const settings = env();
  const nonce = randomBytes(16).toString("base64");
  const headers = securityHeaders({
    nonce,
    appOrigin: settings.APP_ORIGIN,
    development: settings.NODE_ENV === "development",
    formTargets: formTargets(settings),
  });
  const forwarded = new Headers(request.headers);
  // Next takes the nonce for its own scripts from the policy on the request.
  forwarded.set("Content-Security-Policy", headers["Content-Security-Policy"] ?? "");
  forwarded.set("x-nonce", nonce);
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

export const config = {
  // Pages only: the API answers machines, and static files run nothing. Prefetched pages too: browsers show them later.
  matcher: ["/((?!api/|_next/static|_next/image|icon\\.svg$|favicon\\.ico$).*)"],
};
