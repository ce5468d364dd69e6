/** Next's own navigation, with hooks that answer outside of a page too: stands in for `next/navigation` in tests. */
export * from "next/navigation.js";

export const useRouter = () => ({ refresh: () => {} });
export const usePathname = () => "/";
export const useSearchParams = () => new URLSearchParams();
