import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { Spinner } from "./spinner";

/** How a button looks; a page has one `primary`. */
export const buttonLook = cva(
  "inline-flex items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap transition-colors select-none aria-disabled:cursor-default aria-disabled:opacity-60 disabled:opacity-60 print:hidden",
  {
    variants: {
      intent: {
        primary: "bg-accent text-on-accent shadow-card hover:bg-accent-hover",
        secondary: "border border-line bg-surface text-ink shadow-card hover:bg-hover",
        quiet: "text-ink hover:bg-hover",
        danger: "bg-bad text-on-accent shadow-card hover:bg-bad-hover",
      },
      size: {
        medium: "min-h-11 px-4 text-base",
        small: "min-h-11 px-3 text-sm pointer-fine:min-h-9",
        icon: "size-11",
      },
      wide: { true: "w-full", false: "" },
    },
    defaultVariants: { intent: "secondary", size: "medium", wide: false },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonLook> & { pending?: boolean };

/** A button that stays focusable while `pending`, and can't be pressed twice. */
export function Button({ intent, size, wide, pending, className, children, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={pending ? "button" : type}
      aria-disabled={pending || undefined}
      onClick={pending ? undefined : rest.onClick}
      className={classNames(buttonLook({ intent, size, wide }), className)}
    >
      {pending ? <Spinner /> : null}
      {children}
    </button>
  );
}
