/** The customer record in licensing (10Duke Scale: Licensee). PERSON = B2C, ORGANIZATION = B2B. */
export type Licensee = {
  id: string;
  type: LicenseeType;
  name: string;
  displayName: string | null;
  /** Unique; the provider's customer id once there is one. */
  naturalId: string;
  /** Unique among licensees; for a person among license consumers too. */
  email: string | null;
  /** Unique; our customer's id, so that a licensee can always be found again after a crash. */
  externalReference: string | null;
};

export type LicenseeType = "PERSON" | "ORGANIZATION";

export type LicenseeSetup = {
  type: LicenseeType;
  name: string;
  displayName: string | null;
  email: string | null;
  naturalId: string | null;
  externalReference: string;
  /** PERSON only: the user id that licensed applications see as `sub`. Made into the person's license consumer. */
  connectedIdentityId: string | null;
};

/** What must be unique among licensees, or among license consumers. */
export const uniqueFields = ["email", "naturalId", "externalReference", "connectedIdentityId"] as const;
export type UniqueLicenseeField = (typeof uniqueFields)[number];
