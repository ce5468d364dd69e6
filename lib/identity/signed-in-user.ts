/** The person behind a session. An e-mail address is only ever kept once it is proven (docs/decisions/0020). */
export interface SignedInUser {
  id: string;
  name: string | null;
  email: string | null;
  emailVerified: boolean;
}
