/** The app, as the sandbox's identity provider knows it; `up.ts` hands the same words to the app. */
export const sandboxClient = {
  id: "usher",
  secret: "usher-sandbox-client-secret",
  /** Where next-auth takes the answer for the provider with the id `oidc`. */
  redirectPath: "/api/auth/callback/oidc",
} as const;

/** A program on a desktop, which keeps no secret: the example application in `docs/examples`. */
export const sandboxAppClient = { id: "usher-example-app", redirectUri: "http://127.0.0.1/callback" } as const;
