import { cva } from "class-variance-authority";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "./badge";

const look = cva("flex gap-3 rounded-card px-4 py-3.5", {
  variants: {
    tone: {
      good: "bg-good-soft text-good-ink",
      warn: "bg-warn-soft text-warn-ink",
      bad: "bg-bad-soft text-bad-ink",
      info: "bg-accent-soft text-accent-ink",
      neutral: "bg-sunken text-ink",
    },
  },
});

const icons = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert, info: Info, neutral: Info };

type BannerProps = {
  tone: Tone;
  title: string;
  /** `alert` for what just went wrong, `status` for what just changed; nothing for what was there on arrival. */
  role?: "alert" | "status";
  children?: ReactNode;
  action?: ReactNode;
};

/** A message that concerns the whole page or form. */
export function Banner({ tone, title, role, children, action }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div role={role} className={look({ tone })}>
      <Icon className="mt-1 size-4.5 shrink-0" />
      <div className="grid flex-1 gap-1">
        <p className="font-medium">{title}</p>
        {children ? <div className="text-sm text-ink">{children}</div> : null}
        {action ? <div className="mt-2 flex flex-wrap gap-3">{action}</div> : null}
      </div>
    </div>
  );
}
