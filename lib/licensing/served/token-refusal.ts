/** A token that proves nothing; the message says why, without the token. */
export class TokenRefusal extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "TokenRefusal";
  }
}
