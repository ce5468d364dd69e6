import { z } from "zod";

const schema = z.object({
  appOrigin: z.url(),
  sandboxOrigin: z.url(),
  databaseUrl: z.url(),
  webhookSecret: z.string(),
  metricsToken: z.string(),
});

/** The stack that the tests run against: everything real except the outside systems, in a database of its own. */
export type Stack = z.infer<typeof schema>;

const name = "USHER_E2E_STACK";

/** For the processes that run the tests. */
export function publishStack(stack: Stack): void {
  process.env[name] = JSON.stringify(stack);
}

/** The running stack; undefined before it was started. */
export function publishedStack(): Stack | undefined {
  const text = process.env[name];
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}
