/** So long a license stays valid while a payment is overdue, unless its offer says otherwise (design, section 6). */
export const defaultGraceDays = 14;
