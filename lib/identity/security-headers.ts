/** What the security headers depend on. */
export interface SecurityFacts {
  nonce: string;
  appOrigin: string;
  /** React's development build evaluates text, the development server adds style sheets without a nonce. */
  development: boolean;
  /** Where a form may lead by a redirect: hosted payment pages, identity providers, the sandbox. */
  formTargets: readonly string[];
}

/** The headers of every page (design, section 8). Only scripts that carry this request's nonce run. */
export function securityHeaders(facts: SecurityFacts): Record<string, string> {
  const https = facts.appOrigin.startsWith("https://");
  return {
    "Content-Security-Policy": contentSecurityPolicy(facts, https),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    ...(https ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

function contentSecurityPolicy(facts: SecurityFacts, https: boolean): string {
  const { nonce, development } = facts;
  const rules = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Widgets place their popups by style attributes; an attribute can't load or select anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action ${["'self'", ...new Set(facts.formTargets)].join(" ")}`,
    ...(https ? ["upgrade-insecure-requests"] : []),
  ];
  return rules.join("; ");
}

/** The origins that a form of ours leads to, with these settings. */
export function formTargets(settings: {
  USHER_SANDBOX_ORIGIN?: string | undefined;
  FASTSPRING_STOREFRONT?: string | undefined;
  OIDC_ISSUER?: string | undefined;
  GOOGLE_CLIENT_ID?: string | undefined;
  ENTRA_CLIENT_ID?: string | undefined;
  GITHUB_CLIENT_ID?: string | undefined;
}): string[] {
  const targets = [
    "https://checkout.stripe.com",
    "https://billing.stripe.com",
    ...[settings.USHER_SANDBOX_ORIGIN, settings.FASTSPRING_STOREFRONT, settings.OIDC_ISSUER].flatMap((url) =>
      url ? [new URL(url).origin] : [],
    ),
    ...(settings.GOOGLE_CLIENT_ID ? ["https://accounts.google.com"] : []),
    ...(settings.ENTRA_CLIENT_ID ? ["https://login.microsoftonline.com"] : []),
    ...(settings.GITHUB_CLIENT_ID ? ["https://github.com"] : []),
  ];
  return [...new Set(targets)];
}
