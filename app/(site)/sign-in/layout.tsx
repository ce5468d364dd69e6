import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

/** One narrow card in the middle: nothing else to do here. */
export default function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto grid w-full max-w-md flex-1 content-start px-4 py-8 sm:py-16">
      <Card className="grid gap-6 sm:p-8">{children}</Card>
    </main>
  );
}
