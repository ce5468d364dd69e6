"use client";

import { ErrorScreen } from "@/components/layout/error-screen";
import "./globals.css";

/** Stands in for the whole document when even the layout fails. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>That didn’t work · Usher</title>
        <main id="main">
          <ErrorScreen error={error} retry={retry} home={{ href: "/", label: "Go to the start page" }}>
            <p>The page couldn’t be shown. Your licenses and purchases are not affected.</p>
          </ErrorScreen>
        </main>
      </body>
    </html>
  );
}
