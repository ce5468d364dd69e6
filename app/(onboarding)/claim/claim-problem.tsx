import { LinkButton } from "@/components/ui/link-button";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import type { ClaimView } from "@/lib/claiming/describe-claim";

type Problem = Exclude<ClaimView["kind"], "open" | "already_yours">;

const words: Record<Problem, { title: string; text: string }> = {
  used: {
    title: "This purchase was added before",
    text: "A link works once. Was it you? Then sign in the way you did that time, and find it among your licenses. Was it not? Then ask the seller: they see which account has it.",
  },
  expired: {
    title: "This link has expired",
    text: "Nothing is lost. Sign in with the e-mail address that you bought with, and the purchase is added by itself.",
  },
  owned_by_other: {
    title: "This purchase belongs to another account",
    text: "Nothing was changed. If you bought it, the seller can find out what happened and put it right.",
  },
  invalid: {
    title: "This link is not complete",
    text: "Part of it is missing or was changed. Open it from the mail again, by its button, or sign in with the e-mail address that you bought with.",
  },
};

type ClaimProblemProps = { problem: Problem; signedIn: boolean; supportEmail: string | null };

/** Why the link opens nothing, and what to do now. */
export function ClaimProblem({ problem, signedIn, supportEmail }: ClaimProblemProps) {
  const { title, text } = words[problem];
  const asksSeller = problem === "used" || problem === "owned_by_other";
  return (
    <>
      <PageHeading title={title}>{text}</PageHeading>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <LinkButton intent="primary" href={signedIn ? "/portal" : "/sign-in"}>
          {signedIn ? "Go to your licenses" : "Sign in"}
        </LinkButton>
        {asksSeller && supportEmail ? <TextLink href={`mailto:${supportEmail}`}>Ask the seller</TextLink> : null}
      </div>
    </>
  );
}
