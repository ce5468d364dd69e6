/** What the vendor wants where the provider leaves it open (design, section 6); an offer can override. */
export type Policy = {
  /** How long a past-due subscription stays licensed. */
  graceDays: number;
};

export const defaultPolicy: Policy = { graceDays: 14 };
