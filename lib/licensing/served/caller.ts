import type { CheckoutCaller } from "../checkout";

/** Who calls, proven: a vendor's system, somebody's or something's license consumer, or nobody in particular. */
export type Caller =
  | { kind: "scale_jwt"; issuer: string; keyId: string; subject: string; consumer: CheckoutCaller }
  | { kind: "id_token"; issuer: string; subject: string; consumer: CheckoutCaller }
  | { kind: "license_key"; licenseKey: string; consumer: CheckoutCaller }
  | { kind: "anybody" };
