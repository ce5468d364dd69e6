import { AdapterError } from "@/lib/kernel/errors";
import type { LicenseeSetup } from "../licensee";
import type { SetupOutcome } from "../licensing-port";
import { endpointMap } from "../wire/endpoint-map";
import { AnswerLost } from "./answer-lost";
import { findLicensee } from "./find-licensee";
import { findTaken } from "./find-taken";
import { toLicensee } from "./remote-licensee";
import type { ScaleClient } from "./scale-client";

type Ctx = { call: ScaleClient };

/**
 * Sets up the licensee unless one has the external reference. That is unique in 10Duke Scale, so neither a race nor a
 * request whose answer was lost can end with two: whoever comes second looks again.
 */
export async function setupLicensee(ctx: Ctx, input: LicenseeSetup): Promise<SetupOutcome> {
  const { externalReference } = input;
  const known = await findLicensee(ctx, { externalReference });
  if (known) return { kind: "found", licensee: known };
  try {
    const outcome = await create(ctx, input);
    return outcome instanceof AdapterError ? await explainRefusal(ctx, input, outcome) : outcome;
  } catch (error) {
    const made = error instanceof AnswerLost ? await findLicensee(ctx, { externalReference }) : null;
    if (made) return { kind: "created", licensee: made };
    throw error;
  }
}

async function create({ call }: Ctx, input: LicenseeSetup): Promise<SetupOutcome | AdapterError> {
  const { type, connectedIdentityId, ...body } = input;
  const answer =
    type === "PERSON"
      ? await call(endpointMap.setupUser, { body: { ...body, connectedIdentityId } })
      : await call(endpointMap.setupOrganization, { body });
  if (answer.kind === "ok") return { kind: "created", licensee: toLicensee(answer.value, type) };
  if (answer.kind === "refused") return answer.error;
  const made = await findLicensee({ call }, { externalReference: input.externalReference });
  return made
    ? { kind: "created", licensee: made }
    : new AnswerLost("a new licensee was not found", { mayHaveHappened: true });
}

/** 10Duke Scale does not say which value is taken; looking does. */
async function explainRefusal(ctx: Ctx, input: LicenseeSetup, refusal: AdapterError): Promise<SetupOutcome> {
  const { externalReference } = input;
  const raced = await findLicensee(ctx, { externalReference });
  if (raced) return { kind: "found", licensee: raced };
  const field = await findTaken(ctx, input, null);
  if (field) return { kind: "conflict", field };
  throw refusal;
}
