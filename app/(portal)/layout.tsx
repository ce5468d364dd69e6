import type { ReactNode } from "react";
import { PortalShell } from "@/components/layout/portal-shell";
import { Header } from "../header";

export default function PortalLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Header />
      <PortalShell>{children}</PortalShell>
    </>
  );
}
