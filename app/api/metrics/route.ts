import { createHash, timingSafeEqual } from "node:crypto";
import { connectedProviders, providersOff } from "@/lib/commerce/connected-providers";
import { getContext, type Context } from "@/lib/context";
import { findReconciliation } from "@/lib/fulfillment/find-reconciliation";
import { findSilence } from "@/lib/fulfillment/find-silence";
import { countEvents } from "@/lib/inbox/count-events";
import { countJobs } from "@/lib/jobs/count-jobs";
import { findWorkerSeen } from "@/lib/jobs/find-worker-seen";
import { countLicenses } from "@/lib/licensing/count-licenses";
import { renderMetrics, type Reading } from "@/lib/observability/metrics";

export const dynamic = "force-dynamic";

/** Metrics in Prometheus' text format, for whoever has METRICS_TOKEN; without that setting there is no such page. */
export async function GET(request: Request): Promise<Response> {
  const ctx = getContext();
  const token = ctx.env.METRICS_TOKEN;
  if (!token) return new Response("Not found", { status: 404 });
  if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${token}`)) {
    return new Response("Unauthorized", { status: 401, headers: { "www-authenticate": "Bearer" } });
  }
  const { contentType, body } = await renderMetrics(await takeReadings(ctx));
  return new Response(body, { headers: { "content-type": contentType } });
}

/** Takes the same time wherever the texts differ. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

async function takeReadings(ctx: Context): Promise<Reading[]> {
  const [events, jobs, licenses, seen] = await Promise.all([
    countEvents(ctx),
    countJobs(ctx),
    countLicenses(ctx),
    findWorkerSeen(ctx),
  ]);
  const secondsSince = seen && (ctx.now().getTime() - seen.getTime()) / 1000;
  return [
    ...(await takeProviderReadings(ctx)),
    {
      name: "usher_inbox_events",
      help: "Stored events by status; PARKED ones wait for a person",
      values: events.map(({ status, count }) => ({ labels: { status }, value: count })),
    },
    {
      name: "usher_jobs",
      help: "Jobs by name: due now, or planned for later",
      values: jobs.flatMap(({ name, due, later }) => [
        { labels: { name, when: "due" }, value: due },
        { labels: { name, when: "later" }, value: later },
      ]),
    },
    {
      name: "usher_licenses",
      help: "Licenses by state",
      values: licenses.map(({ state, count }) => ({ labels: { state }, value: count })),
    },
    {
      name: "usher_licensing_backend",
      help: "1 for the licensing backend in use: the embedded engine, or 10Duke Scale",
      values: [{ labels: { backend: ctx.licensing.backend }, value: 1 }],
    },
    {
      name: "usher_worker_last_seen_seconds",
      help: "Seconds since a worker was seen; absent when none ever was",
      values: secondsSince === null ? [] : [{ labels: {}, value: secondsSince }],
    },
  ];
}

async function takeProviderReadings(ctx: Context): Promise<Reading[]> {
  const states = await Promise.all(
    connectedProviders(ctx.commerce).map(async (provider) => ({
      labels: { provider: provider.toLowerCase() },
      silence: await findSilence(ctx, provider),
      last: await findReconciliation(ctx, provider),
    })),
  );
  const connection = [
    ...states.map(({ labels }) => ({ labels, value: 1 })),
    ...providersOff(ctx.commerce).map((provider) => ({ labels: { provider: provider.toLowerCase() }, value: 0 })),
  ];
  return [
    {
      name: "usher_provider_connected",
      help: "1: set up; 0: what was bought there is not followed",
      values: connection,
    },
    {
      name: "usher_events_missing",
      help: "Events that were due while none came for SILENCE_HOURS; 0: all is well",
      values: states.map(({ labels, silence }) => ({ labels, value: silence?.expected ?? 0 })),
    },
    {
      name: "usher_reconciliation_finished_seconds",
      help: "Seconds since a reconciliation was finished; absent when none ever was",
      values: states.flatMap(({ labels, last }) => {
        const finishedAt = last?.run.finishedAt;
        return finishedAt ? [{ labels, value: (ctx.now().getTime() - finishedAt.getTime()) / 1000 }] : [];
      }),
    },
    {
      name: "usher_reconciliation_drift",
      help: "What the last finished reconciliation found different, by how it ended",
      values: states.flatMap(({ labels, last }) =>
        Object.entries(last?.drift ?? {}).map(([outcome, value]) => ({ labels: { ...labels, outcome }, value })),
      ),
    },
  ];
}
