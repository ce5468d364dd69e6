import type { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { Log } from "@/lib/observability/log";
import type { CheckoutCaller } from "../checkout";
import type { ClientClaims } from "../client-binding";
import type { LicensingEngine } from "../engine";
import type { PageRequest } from "../paging";
import type { Operation } from "../wire/operation";
import { ApiError } from "./api-error";
import type { Caller } from "./caller";
import { problemsOf } from "./problems-of";
import { readClaims, readPage } from "./read-call";

export type ApiContext = {
  db: Db;
  now: Clock;
  log: Log;
  engine: LicensingEngine;
};

/** A call as it came, apart from what the operation's schemas read. */
export type RawCall = {
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  headers: Headers;
  caller: Caller;
  ipAddress: string | null;
};

export type Call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends string> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  page: PageRequest<O>;
  claims: ClientClaims;
} & Asking;

/** Who asks, and from where. */
export type Asking = Pick<RawCall, "caller" | "ipAddress">;

export type Route = { operation: Operation; answer(ctx: ApiContext, raw: RawCall): Promise<unknown> };

/** Joins an operation of the endpoint map with what the engine does for it. */
export function bind<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  O extends string,
>(
  operation: Operation<P, Q, B, R, O>,
  handler: (ctx: ApiContext, call: Call<P, Q, B, O>) => Promise<z.output<R>>,
): Route {
  return {
    operation,
    answer: (ctx, raw) => {
      const params = operation.params.safeParse(raw.params);
      // An id that can't exist is answered like one that does not.
      if (!params.success) throw new ApiError(404, `Nothing has this address: ${problemsOf(params.error)}`);
      const query = read(operation.query, raw.query, "query");
      const body = read(operation.body, raw.body, "body");
      const page = readPage(operation.orderBy, raw.headers);
      const claims = operation.takesClientClaims ? readClaims(raw.headers) : {};
      const { caller, ipAddress } = raw;
      return handler(ctx, { params: params.data, query, body, page, claims, caller, ipAddress });
    },
  };
}

function read<T extends z.ZodType>(schema: T, given: unknown, where: string): z.output<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ApiError(400, `The ${where} is wrong: ${problemsOf(parsed.error)}`);
}

/** Who asks in a checkout call. */
export function consumerOf({ caller }: Asking): CheckoutCaller {
  if (caller.kind === "anybody") throw new ApiError(401, "This call needs a license consumer");
  return caller.consumer;
}
