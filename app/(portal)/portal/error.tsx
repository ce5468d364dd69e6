"use client";

import { ErrorScreen } from "@/components/layout/error-screen";

export default function PortalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <ErrorScreen error={error} retry={retry} home={{ href: "/portal", label: "Go to your licenses" }}>
      <p>Your licenses and purchases couldn’t be shown just now. They are safe and keep working.</p>
    </ErrorScreen>
  );
}
