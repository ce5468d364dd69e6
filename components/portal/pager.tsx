import { LinkButton } from "@/components/ui/link-button";

type PagerProps = { page: number; nextPage: number | null; address: (page: number) => string };

/** From page to page of a long list, the newest first. */
export function Pager({ page, nextPage, address }: PagerProps) {
  if (page <= 1 && nextPage === null) return null;
  return (
    <nav aria-label="Pages" className="flex justify-between gap-4">
      {page > 1 ? <LinkButton href={address(page - 1)}>Newer</LinkButton> : <span />}
      {nextPage === null ? null : <LinkButton href={address(nextPage)}>Older</LinkButton>}
    </nav>
  );
}
