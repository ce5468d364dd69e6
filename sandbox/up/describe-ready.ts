import type { StackPlan } from "./plan-stack";

const list = new Intl.ListFormat("en");

/** What a person wants to know when everything runs: where to click. */
export function describeReady(plan: StackPlan, seconds: number): string {
  const lines = linksOf(plan).map(([name = "", address = "", note = ""]) =>
    `    ${name.padEnd(10)} ${address.padEnd(30)} ${note}`.trimEnd(),
  );
  const payment = paymentOf(plan);
  return ["", `  Ready after ${seconds.toFixed(1)} s. Open:`, "", ...lines, ...payment, ""].join("\n");
}

function linksOf({ appOrigin, sandboxOrigin, standsInFor }: StackPlan): string[][] {
  if (sandboxOrigin === null) return [["Usher", appOrigin]];
  const systems = standsInFor.filter((system) => system !== "FastSpring");
  return [
    ["Usher", appOrigin],
    ...(systems.length > 0 ? [["Sandbox", sandboxOrigin, `what stands in for ${list.format(systems)}`]] : []),
    ...(standsInFor.includes("FastSpring")
      ? [["FastSpring", `${sandboxOrigin}/fastspring`, "what stands in for FastSpring"]]
      : []),
    ...(standsInFor.includes("mail") ? [["Mailbox", `${sandboxOrigin}/mail`, "every mail that Usher sends"]] : []),
  ];
}

/** Only what is played is known to cost nothing. */
function paymentOf({ standsInFor, settings }: StackPlan): string[] {
  const own = [
    ...(!standsInFor.includes("Stripe") && settings.STRIPE_SECRET_KEY ? ["Stripe"] : []),
    ...(!standsInFor.includes("FastSpring") && settings.FASTSPRING_USERNAME ? ["FastSpring"] : []),
  ];
  const card = "Pay with card 4242 4242 4242 4242, any date, any code.";
  if (own.length === 0) return ["", `    No money moves. ${card}`];
  const played = standsInFor.includes("Stripe") ? [`    In the sandbox's Stripe no money moves. ${card}`] : [];
  return ["", ...played, `    ${list.format(own)}: your own account. What is bought there is real.`];
}
