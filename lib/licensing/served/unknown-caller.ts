import { notFound, RefusedProof, type ApiError } from "./api-error";
import type { Caller } from "./caller";

/** No such key, consumer or identity, or nothing of theirs. A wrong key may be a guess. */
export function unknownCaller(caller: Caller): ApiError {
  if (caller.kind === "license_key") {
    return new RefusedProof(404, "The license key does not exist", { guess: caller.licenseKey });
  }
  return notFound("A license consumer that the token stands for");
}
