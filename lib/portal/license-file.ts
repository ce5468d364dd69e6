/** For so many days a license file can be made; the license's own end may come sooner. */
export const fileDays = [7, 30, 90] as const;

export const defaultFileDays = 30;
