"use client";

import { ErrorScreen } from "@/components/layout/error-screen";

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" tabIndex={-1} className="flex-1">
      <ErrorScreen error={error} retry={retry} home={{ href: "/", label: "Go to the start page" }}>
        <p>The page couldn’t be shown. Your licenses and purchases are not affected.</p>
      </ErrorScreen>
    </main>
  );
}
