import { addDays } from "@/lib/kernel/add-days";
import type { ActivationCodeOperations, Refused } from "../../management";
import { lockCode, markRedeemed } from "../activation-code-store";
import type { EngineContext } from "../engine-context";
import { hashLicenseKey } from "../license-key";
import { issueFromConfiguration } from "./issue-record";

type Redeem = ActivationCodeOperations["redeem"];
type Code = NonNullable<Awaited<ReturnType<typeof lockCode>>>;

/** License and mark in one transaction, under the code's lock: whoever comes second finds it redeemed. */
export async function redeemActivationCode(
  ctx: EngineContext,
  ...[licenseeId, { code, licenseContainerId }]: Parameters<Redeem>
): ReturnType<Redeem> {
  return ctx.db.$transaction(async (tx) => {
    const now = ctx.now();
    const found = await lockCode(tx, hashLicenseKey(code));
    if (!found) return { kind: "not_found" };
    const refused = refusalOf(found, now);
    if (refused) return refused;
    const { productConfigId, qty, generateLicenseKey, allowedActivations } = found;
    const agreed = { productConfigId, qty, generateLicenseKey, allowedActivations, ...validityOf(found, now) };
    const issued = await issueFromConfiguration(tx, ctx, { licenseeId, terms: { ...agreed, licenseContainerId } });
    if (issued.kind !== "issued") return issued;
    await markRedeemed(tx, found.id, { redeemedAt: now, licenseeId, licenseId: issued.license.id });
    return issued;
  });
}

function refusalOf(code: Code, now: Date): Refused | null {
  const refused = (reason: string): Refused => ({ kind: "refused", reason });
  if (code.redeemedAt) return refused("The activation code was redeemed already.");
  if (code.redeemableFrom && now < code.redeemableFrom) return refused("The activation code can't be redeemed yet.");
  if (code.redeemableUntil && now >= code.redeemableUntil) return refused("The activation code has expired.");
  if (code.validUntil && now >= code.validUntil) return refused("The license of this activation code would be over.");
  return null;
}

function validityOf({ validDays, validFrom, validUntil }: Code, now: Date) {
  return validDays === null ? { validFrom, validUntil } : { validFrom: now, validUntil: addDays(now, validDays) };
}
