import { LoaderCircle } from "lucide-react";
import { classNames } from "./class-names";

/** Something is under way; the words beside it say what. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle className={classNames("size-4 shrink-0 animate-spin", className)} />;
}
