import { LinkButton } from "@/components/ui/link-button";

type PagerProps = { newer: string | null; older: string | null };

/** From page to page of a long list. */
export function Pager({ newer, older }: PagerProps) {
  if (!newer && !older) return null;
  return (
    <nav aria-label="Pages" className="flex justify-between gap-4">
      {newer ? <LinkButton href={newer}>Newer</LinkButton> : <span />}
      {older ? <LinkButton href={older}>Older</LinkButton> : null}
    </nav>
  );
}
