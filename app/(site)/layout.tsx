import type { ReactNode } from "react";
import { Header } from "../header";

export default function SiteLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Header />
      {children}
    </>
  );
}
