/** What the process counts, for Prometheus. No label holds an id, an owner or a text: each has few values. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { WorkerNews } from "../tasks/worker.ts";
import { countTasks } from "./task-metrics.ts";

export interface Metrics {
  /** @param request `route` is the template, never the path */
  request(request: { method: string; route: string; status: number; seconds: number }): void;
  streamOpened(): void;
  /** @param how one of a few words */
  streamClosed(how: string): void;
  /** What happens to tasks and their purchases. */
  task(news: WorkerNews): void;
  /** One try to tell the end of a task to its owner's server. */
  delivery(outcome: "told" | "later" | "given_up"): void;
  /** What outlives the process could not be read or written. */
  storeFailed(during: "tasks" | "streams" | "webhooks"): void;
  text(): Promise<string>;
  /** Of `text`. */
  readonly mediaType: string;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "pixora_http_request_duration_seconds",
    help: "Time until a request was answered; of a stream, until it began.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const streams = new Gauge({ name: "pixora_event_streams", help: "Event streams that are open.", registers });
  const streamsClosed = new Counter({
    name: "pixora_event_streams_closed_total",
    help: "Event streams that were closed, by how.",
    labelNames: ["how"],
    registers,
  });
  const deliveries = new Counter({
    name: "pixora_webhook_deliveries_total",
    help: "Tries to tell the end of a task to its owner's server.",
    labelNames: ["outcome"],
    registers,
  });
  const failures = new Counter({
    name: "pixora_store_failures_total",
    help: "Times that what outlives the process could not be read or written.",
    labelNames: ["during"],
    registers,
  });
  const storeFailed: Metrics["storeFailed"] = (during) => failures.inc({ during });
  return {
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method: METHODS.includes(method) ? method : "other", route, status }, seconds),
    streamOpened: () => streams.inc(),
    streamClosed(how) {
      streams.dec();
      streamsClosed.inc({ how });
    },
    task: countTasks(registry, () => storeFailed("tasks")),
    delivery: (outcome) => deliveries.inc({ outcome }),
    storeFailed,
    text: () => registry.metrics(),
    mediaType: registry.contentType,
  };
}
