import { createHash, randomBytes } from "node:crypto";
import NextAuth from "next-auth/next";
import type { AuthOptions } from "next-auth";
import { NextResponse } from "next/server";
import { isSecureOrigin, type CookieChange, type RequestCookies } from "@/lib/identity/identity-cookie";

export interface NextAuthCall {
  action: "signin" | "callback";
  providerId: string;
  method: "GET" | "POST";
  query?: Record<string, string>;
  body?: Record<string, string>;
  cookies: RequestCookies;
}

/** `error` is next-auth's code when it sends to its error page. */
export interface NextAuthAnswer {
  redirect: string | null;
  error: string | null;
  cookies: CookieChange[];
}

interface NodeRequest {
  query: Partial<Record<string, string | string[]>>;
  cookies: Partial<Record<string, string>>;
  headers: Partial<Record<string, string | string[]>>;
  method?: string;
  body: unknown;
}

interface NodeResponse {
  getHeader(name: string): number | string | string[] | undefined;
  setHeader(name: string, value: number | string | readonly string[]): unknown;
  status(code: number): unknown;
  end(): unknown;
  json(body: unknown): void;
  send(body: unknown): void;
}

// The few parts of Next's request and response that next-auth's handler touches. As a method, so that they are enough.
const nextAuth: { handle(req: NodeRequest, res: NodeResponse, options: AuthOptions): Promise<void> } = {
  handle: NextAuth,
};

/** Calls next-auth as a function: no route of its own, no global request, every cookie it wants to set in the answer. */
export async function runNextAuth(origin: string, options: AuthOptions, call: NextAuthCall): Promise<NextAuthAnswer> {
  // next-auth 4 takes its own address from nowhere else.
  // oxlint-disable-next-line no-restricted-properties
  process.env.NEXTAUTH_URL = origin;
  const csrf = csrfPair(origin, options.secret ?? "");
  const headers = new Headers();
  const answer = recorder(headers);
  await nextAuth.handle(
    {
      query: { nextauth: [call.action, call.providerId], ...call.query },
      cookies: { ...call.cookies, [csrf.name]: csrf.cookie },
      headers: {},
      method: call.method,
      body: { ...call.body, csrfToken: csrf.token },
    },
    answer,
    options,
  );
  const redirect = headers.get("location");
  return { redirect, error: errorIn(redirect, origin), cookies: cookiesIn(headers) };
}

function recorder(headers: Headers): NodeResponse {
  const response: NodeResponse = {
    getHeader: (name) =>
      name.toLowerCase() === "set-cookie" ? headers.getSetCookie() : (headers.get(name) ?? undefined),
    setHeader: (name, value) => {
      headers.delete(name);
      for (const one of Array.isArray(value) ? value : [value]) headers.append(name, String(one));
      return response;
    },
    status: () => response,
    end: () => response,
    json: () => {},
    send: () => {},
  };
  return response;
}

/** next-auth asks for its own proof of origin; the caller has been checked already, so it gets a fresh pair. */
function csrfPair(origin: string, secret: string) {
  const token = randomBytes(32).toString("hex");
  const hash = createHash("sha256").update(`${token}${secret}`).digest("hex");
  return { name: `${isSecureOrigin(origin) ? "__Host-" : ""}next-auth.csrf-token`, token, cookie: `${token}|${hash}` };
}

function errorIn(redirect: string | null, origin: string): string | null {
  if (redirect === null) return "Configuration";
  const url = new URL(redirect, origin);
  const own = url.origin === new URL(origin).origin && url.pathname.startsWith("/api/auth/");
  return own && url.pathname !== "/api/auth/verify-request" ? (url.searchParams.get("error") ?? "Configuration") : null;
}

function cookiesIn(headers: Headers): CookieChange[] {
  return new NextResponse(null, { headers }).cookies.getAll().map((cookie) => ({
    name: cookie.name,
    value: cookie.value,
    httpOnly: true,
    secure: cookie.secure ?? false,
    sameSite: "lax",
    path: "/",
    maxAgeSeconds: cookie.maxAge ?? secondsUntil(cookie.expires),
  }));
}

/** A cookie without an end gets a short one: what next-auth sets so lives for one journey. */
function secondsUntil(expires: Date | number | undefined): number {
  const journeySeconds = 900;
  if (expires === undefined) return journeySeconds;
  return Math.max(0, Math.round((new Date(expires).getTime() - Date.now()) / 1000));
}
