/** Who the pages say is selling. */
export const merchantName = "Usher sandbox";
export const accountId = "acct_sandbox0000001";
