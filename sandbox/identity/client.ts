/** The one client that the sandbox's identity provider knows; `up.ts` hands the same words to the app. */
export const sandboxClient = {
  id: "usher",
  secret: "usher-sandbox-client-secret",
  /** Where next-auth takes the answer for the provider with the id `oidc`. */
  redirectPath: "/api/auth/callback/oidc",
} as const;
