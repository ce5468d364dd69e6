/** The cards of Stripe's own list that the hosted pages tell of. */
export const cardHints = [
  ["4242 4242 4242 4242", "Pays"],
  ["4000 0025 0000 3155", "Asks for authentication once"],
  ["4000 0027 6000 3184", "Asks for authentication every time"],
  ["4000 0000 0000 0002", "Declined"],
  ["4000 0000 0000 9995", "Insufficient funds"],
  ["4000 0000 0000 0069", "Expired card"],
  ["4000 0000 0000 0127", "Wrong security code"],
  ["4000 0000 0000 0341", "Can be saved, fails when charged"],
  ["4000 0000 0000 0259", "Pays, then the owner disputes it"],
  ["4000 0000 0000 7726", "Pays, a refund takes a while"],
  ["4000 0000 0000 5126", "Pays, a refund fails later"],
] as const;
