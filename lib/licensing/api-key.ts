/** A registered key or issuer, as an operator sees it. */
export type ApiKeySummary = {
  id: string;
  name: string;
  use: "VERIFY_SCALE_JWT" | "VERIFY_ID_TOKEN";
  issuer: string;
  keyId: string | null;
  jwksUrl: string | null;
  audiences: string[];
  permissions: string[];
  validUntil: Date | null;
  created: Date;
};

/**
 * What can be registered: the public RSA key that verifies a vendor's Scale JWTs, or an issuer whose ID tokens stand for
 * people. `keyId` is the `kid` in the token's header.
 */
export type NewApiKey = { name: string; issuer: string; validUntil: Date | null } & (
  | { use: "VERIFY_SCALE_JWT"; keyId: string; publicKey: string; permissions: string[] }
  | { use: "VERIFY_ID_TOKEN"; jwksUrl: string; audiences: string[] }
);

export const defaultPermissions = ["*.*"];
