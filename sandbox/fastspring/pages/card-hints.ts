/** The test cards that the store and the account page know the end of. */
export const cardHints = [
  ["4242 4242 4242 4242", "Pays"],
  ["4000 0000 0000 0002", "Declined"],
  ["4000 0000 0000 0341", "Can be saved, fails when charged"],
] as const;
