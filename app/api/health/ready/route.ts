import { connectedProviders } from "@/lib/commerce/connected-providers";
import { getContext } from "@/lib/context";
import { findDisconnected } from "@/lib/fulfillment/find-disconnected";
import { findSilence } from "@/lib/fulfillment/find-silence";
import { findReadinessProblems } from "@/lib/observability/find-readiness-problems";

export const dynamic = "force-dynamic";

/**
 * Ready: the database answers and is migrated, and a worker was seen lately. 503 says what is missing. `degraded` says
 * what an operator should look at although the work goes on: events that fail to come, subscriptions at a provider that is off.
 * `licensing` says which backend keeps the licenses.
 */
export async function GET(): Promise<Response> {
  const ctx = getContext();
  const licensing = ctx.licensing.backend;
  const problems = await findReadinessProblems(ctx);
  if (problems.length > 0) {
    return Response.json({ status: "not ready", problems, degraded: [], licensing }, { status: 503 });
  }
  const silences = await Promise.all(connectedProviders(ctx.commerce).map((provider) => findSilence(ctx, provider)));
  const disconnected = await findDisconnected(ctx);
  const degraded = [...silences.flatMap((silence) => silence ?? []), ...disconnected].map(({ warning }) => warning);
  return Response.json({ status: "ready", problems, degraded, licensing });
}
