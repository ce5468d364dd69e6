/** Opening and closing checkouts, by user: far more than a person clicks. */
export const checkoutLimits = [{ name: "start-checkout", points: 30, perSeconds: 60 }];

/** Looking what became of a purchase at the provider, by user: several tabs that wait, and no more. */
export const watchLimits = [{ name: "watch-purchase", points: 60, perSeconds: 60 }];
