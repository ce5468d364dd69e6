import { raiseStack } from "./raise-stack";
import { publishStack } from "./stack";

/** Playwright's global set-up: the stack that all tests share. */
export default async function startTestStack(): Promise<() => Promise<void>> {
  const { stack, stop } = await raiseStack("log");
  publishStack(stack);
  return stop;
}
