import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

type NothingYetProps = { icon: ReactNode; title: string; children: ReactNode };

/** A page of the portal before the first purchase: what will be there, and the way to buy. */
export function NothingYet(props: NothingYetProps) {
  const toTheShop = (
    <LinkButton href="/" intent="primary">
      See what is on sale
    </LinkButton>
  );
  return <EmptyState {...props} action={toTheShop} />;
}
