import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import type { OperationName } from "../wire/endpoint-map";
import { groupOf } from "./openapi-document";
import type { ApiContext, RawCall, Route } from "./route";

/** Answers a call. What a vendor's system changes is changed in one transaction with its audit entry. */
export async function carryOut(
  ctx: ApiContext,
  { name, route }: { name: OperationName; route: Route },
  raw: RawCall,
): Promise<unknown> {
  const { operation, answer } = route;
  const { caller } = raw;
  const changes = operation.method !== "GET" && operation.access !== "consumer";
  if (!changes || caller.kind !== "scale_jwt") return await answer(ctx, raw);
  const { issuer, keyId, subject } = caller;
  return await ctx.db.$transaction(async (tx) => {
    const engine = { ...ctx.engine, management: ctx.engine.management.within(tx) };
    const result = await answer({ ...ctx, engine }, raw);
    await recordAudit(tx, {
      actor: { kind: "api", issuer, keyId, subject },
      action: `licensing_api.${name}`,
      entity: groupOf(operation),
      entityId: idOf(result) ?? Object.values(raw.params).at(-1) ?? raw.query.licenseeId ?? "unnamed",
      after: raw.params,
      cause: "The licensing API",
    });
    return result;
  });
}

function idOf(result: unknown): string | undefined {
  return z.object({ id: z.string() }).safeParse(result).data?.id;
}
