import type { Invalid } from "../../management";
import type { NewActivationCodes } from "../../management-input";
import { checkCounts } from "../check-values";
import { checkValidity } from "../license-terms";

const mostCodes = 1000;

/** What a batch of activation codes can't be; whether the quantity fits is known by the product configuration. */
export function checkCodes(asked: NewActivationCodes): Invalid | null {
  const { count, validDays, allowedActivations } = asked;
  if (!Number.isInteger(count) || count < 1 || count > mostCodes) {
    return { kind: "invalid", field: "count", problem: `must be a whole number from 1 to ${mostCodes}` };
  }
  return checkCounts({ validDays, allowedActivations }) ?? checkDates(asked) ?? checkWindow(asked);
}

function checkDates({ validDays, validFrom, validUntil }: NewActivationCodes): Invalid | null {
  if (validDays && (validFrom ?? validUntil)) {
    return { kind: "invalid", field: "validDays", problem: "can't come together with fixed dates" };
  }
  return validFrom ? checkValidity({ validFrom, validUntil: validUntil ?? null }) : null;
}

function checkWindow({ redeemableFrom, redeemableUntil }: NewActivationCodes): Invalid | null {
  if (!redeemableFrom || !redeemableUntil || redeemableUntil > redeemableFrom) return null;
  return { kind: "invalid", field: "redeemableUntil", problem: "must come after the beginning" };
}
