import type { Env } from "@/lib/env";

/** The ways of signing in with somebody else's word for it; the ids stand in the callback addresses. */
export const providerIds = ["oidc", "google", "azure-ad", "github"] as const;

export type ProviderId = (typeof providerIds)[number];

export interface SignInMethod {
  id: ProviderId;
  name: string;
}

/** The settings that decide which ways there are. */
export type SignInSettings = Pick<
  Env,
  | "APP_ORIGIN"
  | "AUTH_SECRET"
  | "OIDC_ISSUER"
  | "OIDC_CLIENT_ID"
  | "OIDC_CLIENT_SECRET"
  | "OIDC_NAME"
  | "GOOGLE_CLIENT_ID"
  | "GOOGLE_CLIENT_SECRET"
  | "ENTRA_TENANT_ID"
  | "ENTRA_CLIENT_ID"
  | "ENTRA_CLIENT_SECRET"
  | "GITHUB_CLIENT_ID"
  | "GITHUB_CLIENT_SECRET"
>;

/** The configured providers, in the order of the buttons. The e-mail link is always there and not in this list. */
export function listSignInMethods(settings: SignInSettings): SignInMethod[] {
  return [
    ...(settings.OIDC_ISSUER ? [{ id: "oidc" as const, name: nameOfMethod("oidc", settings) }] : []),
    ...(settings.GOOGLE_CLIENT_ID ? [{ id: "google" as const, name: nameOfMethod("google", settings) }] : []),
    ...(settings.ENTRA_CLIENT_ID ? [{ id: "azure-ad" as const, name: nameOfMethod("azure-ad", settings) }] : []),
    ...(settings.GITHUB_CLIENT_ID ? [{ id: "github" as const, name: nameOfMethod("github", settings) }] : []),
  ];
}

/** The name on the button; also for a provider that is linked but no longer configured. */
export function nameOfMethod(id: string, settings: Pick<SignInSettings, "OIDC_NAME">): string {
  switch (id) {
    case "oidc":
      return settings.OIDC_NAME ?? "Single sign-on";
    case "google":
      return "Google";
    case "azure-ad":
      return "Microsoft";
    case "github":
      return "GitHub";
    default:
      return id;
  }
}

export function findSignInMethod(settings: SignInSettings, id: unknown): SignInMethod | undefined {
  return listSignInMethods(settings).find((method) => method.id === id);
}
