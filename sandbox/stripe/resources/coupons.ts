import { z } from "zod";
import * as field from "../api/fields";
import { given } from "../api/given";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { coupon, promotionCode } from "../objects/coupon";
import { invalidRequest, parameterMissing, resourceMissing } from "../stripe-error";
import type { Coupon, PromotionCode } from "../wire";
import type { World } from "../world";

const percent = field.text.transform(Number).refine((value) => value > 0 && value <= 100, "percent");
const couponParams = z.strictObject({
  amount_off: field.amount.optional(),
  currency: field.currency.optional(),
  duration: z.enum(["forever", "once", "repeating"]).optional(),
  duration_in_months: field.integer.optional(),
  id: field.text.optional(),
  max_redemptions: field.integer.optional(),
  metadata: field.metadata.optional(),
  name: field.text.optional(),
  percent_off: percent.optional(),
  redeem_by: field.integer.optional(),
});
const codeParams = z.strictObject({
  active: field.flag.optional(),
  code: field.text.optional(),
  customer: field.text.optional(),
  expires_at: field.integer.optional(),
  max_redemptions: field.integer.optional(),
  metadata: field.metadata.optional(),
  promotion: z.strictObject({ coupon: field.text, type: z.enum(["coupon"]) }),
});
const couponUpdateParams = z.strictObject({ metadata: field.metadata.optional(), name: field.text.optional() });
const codeUpdateParams = z.strictObject({ active: field.flag.optional(), metadata: field.metadata.optional() });
const couponListParams = z.strictObject({ ...field.page, created: field.created.optional() });
const codeListParams = z.strictObject({
  ...field.page,
  active: field.flag.optional(),
  code: field.text.optional(),
  coupon: field.text.optional(),
});

function findCoupon(world: World, id: string, param = "coupon", status = 404): Coupon {
  const found = world.coupons.get(id);
  if (!found) throw resourceMissing("coupon", id, param, status);
  return found;
}

function findCode(world: World, id: string): PromotionCode {
  const found = world.promotionCodes.get(id);
  if (!found) throw resourceMissing("promotion code", id, "promotion_code");
  return found;
}

function createCoupon(world: World, input: z.output<typeof couponParams>): Coupon {
  checkTerms(world, input);
  const { amount_off = null, percent_off = null, currency = null, duration = "once", id = null } = input;
  const terms = { amountOff: amount_off, percentOff: percent_off, currency, duration, id };
  const made = world.coupons.put(coupon({ ...terms, ...limitsOf(input) }, world.now()));
  world.emit("coupon.created", made);
  return made;
}

function checkTerms(world: World, { amount_off, percent_off, currency, id = "" }: z.output<typeof couponParams>): void {
  if ((amount_off === undefined) === (percent_off === undefined)) {
    throw invalidRequest("You must pass either `percent_off` or `amount_off`, and not both.", { param: "percent_off" });
  }
  if (amount_off !== undefined && currency === undefined) throw parameterMissing("currency");
  if (world.coupons.get(id)) {
    throw invalidRequest("Coupon already exists.", { code: "resource_already_exists", param: "id" });
  }
}

function limitsOf(input: z.output<typeof couponParams>) {
  const { duration_in_months: months = null, max_redemptions: most = null, redeem_by: by = null, name = null } = input;
  const metadata = mergeMetadata({}, input.metadata);
  return { durationInMonths: months, maxRedemptions: most, redeemBy: by, name, metadata };
}

function createCode(world: World, input: z.output<typeof codeParams>): PromotionCode {
  const { code = null, active = true, customer = null, expires_at = null, max_redemptions = null } = input;
  const rival = [...world.promotionCodes.values()].find((each) => each.active && each.code === code);
  if (rival) throw invalidRequest(`An active promotion code with \`code: ${code}\` already exists.`, { param: "code" });
  const { id } = findCoupon(world, input.promotion.coupon, "promotion[coupon]", 400);
  const terms = { coupon: id, code, active, customer, expiresAt: expires_at, maxRedemptions: max_redemptions };
  const metadata = mergeMetadata({}, input.metadata);
  const made = world.promotionCodes.put(promotionCode({ ...terms, metadata }, world.now()));
  world.emit("promotion_code.created", made);
  return made;
}

const [couponPath, codePath] = ["/v1/coupons", "/v1/promotion_codes"];

export const couponRoutes = [
  route("POST", couponPath, couponParams, ({ world, input }) => createCoupon(world, input)),
  route("GET", couponPath, couponListParams, ({ world, input }) => {
    const found = world.coupons.newestFirst().filter((each) => isWithin(each.created, input.created));
    return paginate(found, input, couponPath);
  }),
  route("GET", `${couponPath}/:id`, nothing, ({ world, id }) => findCoupon(world, id)),
  route("POST", `${couponPath}/:id`, couponUpdateParams, ({ world, input, id }) => {
    const present = findCoupon(world, id);
    const metadata = mergeMetadata(present.metadata ?? {}, input.metadata);
    const changed = world.coupons.put({ ...present, ...given({ name: input.name }), metadata });
    world.emitUpdate("coupon.updated", present, changed);
    return changed;
  }),
  route("DELETE", `${couponPath}/:id`, nothing, ({ world, id }) => {
    const present = findCoupon(world, id);
    world.coupons.remove(id);
    world.emit("coupon.deleted", present);
    return { id, object: "coupon", deleted: true };
  }),
  route("POST", codePath, codeParams, ({ world, input }) => createCode(world, input)),
  route("GET", codePath, codeListParams, ({ world, input }) => {
    const found = world.promotionCodes
      .newestFirst()
      .filter((each) => input.active === undefined || each.active === input.active)
      .filter((each) => input.code === undefined || each.code.toLowerCase() === input.code.toLowerCase())
      .filter((each) => input.coupon === undefined || each.promotion.coupon === input.coupon);
    return paginate(found, input, codePath);
  }),
  route("GET", `${codePath}/:id`, nothing, ({ world, id }) => findCode(world, id)),
  route("POST", `${codePath}/:id`, codeUpdateParams, ({ world, input, id }) => {
    const present = findCode(world, id);
    const metadata = mergeMetadata(present.metadata ?? {}, input.metadata);
    const changed = world.promotionCodes.put({ ...present, ...given({ active: input.active }), metadata });
    world.emitUpdate("promotion_code.updated", present, changed);
    return changed;
  }),
];
