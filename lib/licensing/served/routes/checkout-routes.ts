import type { CheckoutItem, HeartbeatItem, HeartbeatOutcome, ReleaseItem, ReleaseOutcome } from "../../checkout";
import type { TokensOutcome } from "../../checkout";
import type { ClientClaims, QtyDimension } from "../../client-binding";
import { endpointMap as map } from "../../wire/endpoint-map";
import { ApiError } from "../api-error";
import type { Caller } from "../caller";
import { bind, consumerOf, type ApiContext, type Asking } from "../route";
import { unknownCaller } from "../unknown-caller";

type Given<T> = { [K in keyof T]?: T[K] | null | undefined };
type GivenCheckout = { productName: string; qtyDimension: QtyDimension; qty: number } & Given<
  Pick<CheckoutItem, "clientVersion" | "licenseId">
>;
type GivenHeartbeat = { leaseId: string } & Given<Omit<HeartbeatItem, "leaseId">>;
type GivenRelease = { leaseId: string } & Given<Omit<ReleaseItem, "leaseId">>;

const callOf = (call: With<unknown>) => ({
  caller: consumerOf(call),
  claims: call.claims,
  ipAddress: call.ipAddress,
});

const checkouts = (given: GivenCheckout[]): CheckoutItem[] =>
  given.map((item) => ({
    ...item,
    clientVersion: item.clientVersion ?? undefined,
    licenseId: item.licenseId ?? undefined,
  }));

const heartbeats = (given: GivenHeartbeat[]): HeartbeatItem[] =>
  given.map(({ leaseId, usedQty, treatAsIncrementalQty }) => ({
    leaseId,
    usedQty: usedQty ?? undefined,
    treatAsIncrementalQty: treatAsIncrementalQty ?? undefined,
  }));

const releases = (given: GivenRelease[]): ReleaseItem[] =>
  given.map(({ leaseId, finalUsedQty }) => ({ leaseId, finalUsedQty: finalUsedQty ?? undefined }));

function tokensOf(outcome: TokensOutcome | HeartbeatOutcome, call: { caller: Caller }, now: Date): string[] {
  switch (outcome.kind) {
    case "tokens":
      return outcome.tokens;
    case "unknown_caller":
      throw unknownCaller(call.caller);
    case "too_early": {
      const waitSeconds = Math.max(1, Math.ceil((outcome.earliest.getTime() - now.getTime()) / 1000));
      throw new ApiError(
        400,
        `The heartbeat of lease ${outcome.leaseId} comes too early: not before ${outcome.earliest.toISOString()}`,
        { "retry-after": String(waitSeconds) },
      );
    }
  }
}

function resultsOf(outcome: ReleaseOutcome, call: { caller: Caller }) {
  if (outcome.kind === "unknown_caller") throw unknownCaller(call.caller);
  return outcome.results;
}

type With<B> = Asking & { claims: ClientClaims; body: B };

const startBy =
  (verb: "checkout" | "startMeteredUse") =>
  async ({ engine, now }: ApiContext, call: With<GivenCheckout[]>): Promise<string[]> =>
    tokensOf(await engine.checkout[verb](callOf(call), checkouts(call.body)), call, now());

const keepBy =
  (verb: "heartbeat" | "heartbeatMeteredUse") =>
  async ({ engine, now }: ApiContext, call: With<GivenHeartbeat[]>): Promise<string[]> =>
    tokensOf(await engine.checkout[verb](callOf(call), heartbeats(call.body)), call, now());

const endBy =
  (verb: "release" | "endMeteredUse") =>
  async ({ engine }: ApiContext, call: With<GivenRelease[]>) =>
    resultsOf(await engine.checkout[verb](callOf(call), releases(call.body)), call);

export const checkoutRoutes = {
  checkout: bind(map.checkout, startBy("checkout")),
  checkoutByKey: bind(map.checkoutByKey, startBy("checkout")),
  heartbeat: bind(map.heartbeat, keepBy("heartbeat")),
  heartbeatByKey: bind(map.heartbeatByKey, keepBy("heartbeat")),
  release: bind(map.release, endBy("release")),
  releaseByKey: bind(map.releaseByKey, endBy("release")),
  startMeteredUse: bind(map.startMeteredUse, startBy("startMeteredUse")),
  startMeteredUseByKey: bind(map.startMeteredUseByKey, startBy("startMeteredUse")),
  heartbeatMeteredUse: bind(map.heartbeatMeteredUse, keepBy("heartbeatMeteredUse")),
  heartbeatMeteredUseByKey: bind(map.heartbeatMeteredUseByKey, keepBy("heartbeatMeteredUse")),
  endMeteredUse: bind(map.endMeteredUse, endBy("endMeteredUse")),
  endMeteredUseByKey: bind(map.endMeteredUseByKey, endBy("endMeteredUse")),
};
