import type { StackPlan } from "./plan-stack";

/** What a person wants to know when everything runs: where to click. */
export function describeReady({ appOrigin, sandboxOrigin }: StackPlan, seconds: number): string {
  const links = [["Usher", appOrigin, ""]];
  if (sandboxOrigin !== null) {
    links.push(["Sandbox", sandboxOrigin, "what stands in for Stripe, sign-in and mail"]);
    links.push(["FastSpring", `${sandboxOrigin}/fastspring`, "what stands in for FastSpring"]);
    links.push(["Mailbox", `${sandboxOrigin}/mail`, "every mail that Usher sends"]);
  }
  const lines = links.map(([name = "", address = "", note]) =>
    `    ${name.padEnd(10)} ${address.padEnd(30)} ${note}`.trimEnd(),
  );
  const payment =
    sandboxOrigin === null ? [] : ["", "    No money moves. Pay with card 4242 4242 4242 4242, any date, any code."];
  return ["", `  Ready after ${seconds.toFixed(1)} s. Open:`, "", ...lines, ...payment, ""].join("\n");
}
