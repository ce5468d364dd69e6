"use client";

import { ErrorScreen } from "@/components/layout/error-screen";

export default function StartError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <ErrorScreen error={error} retry={retry} home={{ href: "/portal", label: "Go to your licenses" }}>
      <p>
        This step couldn’t be shown. What you typed is kept in this tab. If you have paid, your purchase is safe and the
        license will follow: please don’t pay again.
      </p>
    </ErrorScreen>
  );
}
