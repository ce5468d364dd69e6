/** Opening and closing checkouts, by user: far more than a person clicks. */
export const checkoutLimits = [{ name: "start-checkout", points: 30, perSeconds: 60 }];

/** Looking what became of a purchase at the provider, by user: several tabs that wait, and no more. */
export const watchLimits = [{ name: "watch-purchase", points: 60, perSeconds: 60 }];

/** Trying addresses that the store may know, by user: nobody finds out in numbers whose customers have accounts there. */
export const addressLimits = [...checkoutLimits, { name: "receipt-address", points: 10, perSeconds: 3600 }];
