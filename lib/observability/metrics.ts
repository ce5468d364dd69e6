import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";

type ProcessMetrics = { registry: Registry; webhooks: Counter<"provider" | "status"> };

declare global {
  // One per process, though bundlers may load this module more than once.
  var usherMetrics: ProcessMetrics | undefined;
}

/** A number read at the moment of asking, once per set of labels. */
export type Reading = {
  name: string;
  help: string;
  values: { labels: Record<string, string>; value: number }[];
};

/** Counts an answered webhook request by the status it got. */
export function countWebhook(provider: string, status: number): void {
  processMetrics().webhooks.inc({ provider, status: String(status) });
}

/** Everything in Prometheus' text format: this process's own metrics and the readings. */
export async function renderMetrics(readings: Reading[]): Promise<{ contentType: string; body: string }> {
  const registry = new Registry();
  for (const { name, help, values } of readings) {
    const labelNames = [...new Set(values.flatMap(({ labels }) => Object.keys(labels)))];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels, value } of values) gauge.set(labels, value);
  }
  const all = Registry.merge([processMetrics().registry, registry]);
  return { contentType: all.contentType, body: await all.metrics() };
}

function processMetrics(): ProcessMetrics {
  globalThis.usherMetrics ??= createProcessMetrics();
  return globalThis.usherMetrics;
}

function createProcessMetrics(): ProcessMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const webhooks = new Counter({
    name: "usher_webhook_requests_total",
    help: "Webhook requests by provider and HTTP status",
    labelNames: ["provider", "status"] as const,
    registers: [registry],
  });
  return { registry, webhooks };
}
