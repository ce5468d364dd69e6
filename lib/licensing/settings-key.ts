import { defaultPermissions } from "./api-key";
import type { ScaleJwtKey } from "./served/verify-scale-jwt";

/** The one key that may stand in the settings; null: none does. It may permit everything. */
export function settingsKey(env: {
  LICENSING_API_ISSUER?: string | undefined;
  LICENSING_API_KEY_ID?: string | undefined;
  LICENSING_API_PUBLIC_KEY?: string | undefined;
}): ScaleJwtKey | null {
  const { LICENSING_API_ISSUER: issuer, LICENSING_API_KEY_ID: keyId, LICENSING_API_PUBLIC_KEY: publicKey } = env;
  if (!issuer || !keyId || !publicKey) return null;
  return { issuer, keyId, publicKey, permissions: defaultPermissions, validUntil: null };
}
