import { validate as isUuid } from "uuid";
import type { Db } from "@/lib/db/client";
import type { CheckoutCaller } from "../../checkout";
import { hashLicenseKey } from "../license-key";
import { findConsumerId, findKeyConsumerId } from "./holder-store";
import type { Holder } from "./entitlement-store";

/** The license consumer behind the caller; null: there is none. */
export async function resolveHolder(db: Db, caller: CheckoutCaller): Promise<Holder | null> {
  switch (caller.kind) {
    case "license_key": {
      const keyHash = hashLicenseKey(caller.licenseKey);
      const licenseConsumerId = await findKeyConsumerId(db, keyHash);
      return licenseConsumerId === null ? null : { licenseConsumerId, keyHash };
    }
    case "identity":
      return withoutKey(await findConsumerId(db, { connectedIdentityId: caller.connectedIdentityId }));
    case "consumer": {
      const { licenseConsumerId: id } = caller;
      return withoutKey(isUuid(id) ? await findConsumerId(db, { id, type: { not: "LICENSE_KEY" } }) : null);
    }
  }
}

function withoutKey(licenseConsumerId: string | null): Holder | null {
  return licenseConsumerId === null ? null : { licenseConsumerId, keyHash: null };
}
