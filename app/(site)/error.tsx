"use client";

import { ErrorScreen } from "@/components/layout/error-screen";

export default function SiteError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" tabIndex={-1} className="flex-1">
      <ErrorScreen error={error} retry={retry} home={{ href: "/portal", label: "Go to your licenses" }}>
        <p>This page couldn’t be shown just now. Your licenses and purchases are not affected.</p>
      </ErrorScreen>
    </main>
  );
}
