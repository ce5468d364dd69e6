import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { SandboxBanner } from "@/components/layout/sandbox-banner";
import { SiteFooter } from "@/components/layout/site-footer";
import { SkipLink } from "@/components/layout/skip-link";
import { env } from "@/lib/env";
import { readTheme } from "./theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Usher", template: "%s · Usher" },
  description: "Buy a license, and find it again.",
  robots: { index: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafb" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0e11" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The cookie comes before the settings: it makes every page dynamic, so a build needs no settings.
  const theme = await readTheme();
  const { USHER_SANDBOX_ORIGIN, SUPPORT_EMAIL, ownAccounts } = env();
  return (
    <html
      lang="en"
      data-theme={theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <div className="isolate flex min-h-dvh flex-col">
          <SkipLink />
          {USHER_SANDBOX_ORIGIN ? (
            <SandboxBanner sandboxOrigin={USHER_SANDBOX_ORIGIN} ownAccounts={ownAccounts} />
          ) : null}
          {children}
          <SiteFooter theme={theme} supportEmail={SUPPORT_EMAIL} />
        </div>
      </body>
    </html>
  );
}
