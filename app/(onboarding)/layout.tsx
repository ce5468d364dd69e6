import type { ReactNode } from "react";
import { Header } from "../header";

export default function OnboardingLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Header />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto grid w-full max-w-2xl flex-1 content-start gap-8 px-4 py-8 sm:px-6 sm:py-12"
      >
        {children}
      </main>
    </>
  );
}
