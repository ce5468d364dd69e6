import { validate as isUuid } from "uuid";
import { newId } from "@/lib/kernel/ids";
import type { ActivationCode } from "../../entities";
import type { ActivationCodeOperations } from "../../management";
import type { NewActivationCodes } from "../../management-input";
import { deleteCodeRow, findCodes, insertCodes } from "../activation-code-store";
import type { EngineContext } from "../engine-context";
import { generateLicenseKey } from "../generate-license-key";
import { hashLicenseKey, licenseKeyHint } from "../license-key";
import { checkQty } from "../license-terms";
import { findConfiguration } from "../product-store";
import { lockRow } from "../row-lock-store";
import { checkCodes } from "./check-codes";
import { boundedPage, pageTerms, toPage } from "./read-page";
import { redeemActivationCode } from "./redeem-activation-code";

type Operation<Name extends keyof ActivationCodeOperations> = ActivationCodeOperations[Name];
type Input<Name extends keyof ActivationCodeOperations> = Parameters<Operation<Name>>;
type Answer<Name extends keyof ActivationCodeOperations> = ReturnType<Operation<Name>>;
type Row = Awaited<ReturnType<typeof findCodes>>[number];

export function manageActivationCodes(ctx: EngineContext): ActivationCodeOperations {
  return {
    list: (asked) => listCodes(ctx, asked),
    create: (codes) => createCodes(ctx, codes),
    redeem: (...input) => redeemActivationCode(ctx, ...input),
    delete: async (id) => ({ kind: isUuid(id) && (await deleteCodeRow(ctx.db, id)) ? "deleted" : "not_found" }),
  };
}

async function listCodes(ctx: EngineContext, ...[query]: Input<"list">): Answer<"list"> {
  const { productConfigId, batchId } = query;
  if ([productConfigId, batchId].some((id) => id !== undefined && !isUuid(id))) return { items: [], hasMore: false };
  const asked = boundedPage(query);
  const rows = await findCodes(ctx.db, { productConfigId, batchId }, pageTerms(asked, "created"));
  const page = toPage(rows, asked);
  return { ...page, items: page.items.map((row) => toCode(ctx, row)) };
}

async function createCodes(ctx: EngineContext, ...[asked]: Input<"create">): Answer<"create"> {
  const problem = checkCodes(asked);
  if (problem) return problem;
  return ctx.db.$transaction(async (tx) => {
    const { productConfigId } = asked;
    const held = isUuid(productConfigId) && (await lockRow(tx, "keep", "configuration", productConfigId));
    const configuration = held ? await findConfiguration(tx, { id: productConfigId }) : null;
    if (!configuration) return { kind: "not_found" };
    const tooMany = checkQty({ qty: asked.qty, qtyDimension: configuration.qtyDimension });
    if (tooMany) return tooMany;
    const batchId = newId();
    const rows = Array.from({ length: asked.count }, () => newCode(ctx, asked, batchId));
    await insertCodes(tx, rows);
    const terms = { take: asked.count, orderBy: { id: "asc" as const } };
    const made = await findCodes(tx, { batchId }, terms);
    return { kind: "created", batchId, codes: made.map((row) => toCode(ctx, row)) };
  });
}

function newCode({ codeCipher, now }: EngineContext, asked: NewActivationCodes, batchId: string) {
  const { productConfigId, qty, generateLicenseKey: withKey, allowedActivations } = asked;
  const { redeemableFrom, redeemableUntil, validFrom, validUntil, validDays } = asked;
  const id = newId();
  const code = generateLicenseKey();
  const stored = { codeEncrypted: codeCipher.encrypt(code, id), codeHash: hashLicenseKey(code) };
  const terms = { qty, generateLicenseKey: withKey ?? false, allowedActivations, validFrom, validUntil, validDays };
  const codeHint = licenseKeyHint(code);
  return {
    id,
    productConfigId,
    batchId,
    ...stored,
    codeHint,
    ...terms,
    redeemableFrom,
    redeemableUntil,
    created: now(),
  };
}

function toCode({ codeCipher }: EngineContext, row: Row): ActivationCode {
  const { codeEncrypted, codeHash: _hash, codeHint: _hint, ...rest } = row;
  return { ...rest, code: codeCipher.decrypt(codeEncrypted, row.id) };
}
