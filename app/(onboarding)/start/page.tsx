import type { Metadata } from "next";
import { orNotFound } from "@/app/or-not-found";
import { attachPurchases } from "@/lib/claiming/attach-purchases";
import { getContext } from "@/lib/context";
import { requireUser } from "@/lib/identity/current-user";
import { continueOnboarding } from "@/lib/onboarding/continue-onboarding";
import { readAsked, startAddress } from "./asked";
import { StepView } from "./step-view";

export const metadata: Metadata = { title: "Get your license" };

type StartPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function StartPage({ searchParams }: StartPageProps) {
  const asked = await readAsked(searchParams);
  const user = await requireUser(startAddress(asked));
  // Whoever bought before they signed in is not asked who they are.
  await attachPurchases(getContext(), user);
  const step = await orNotFound(
    continueOnboarding(getContext(), {
      userId: user.id,
      sku: asked.offer,
      quantity: asked.quantity,
      customerId: asked.customer,
    }),
  );
  return <StepView step={step} asked={asked} user={user} />;
}
