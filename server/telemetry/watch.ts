import type { DurableAgentParts } from "../tasks/durable-agent.ts";
import type { Log } from "./log.ts";
import { logTaskNews } from "./log-task-news.ts";
import type { Metrics } from "./metrics.ts";
import { traceTask } from "./trace-task.ts";
import type { Tracing } from "./tracing.ts";

export interface Telemetry {
  log: Log;
  metrics: Metrics;
  tracing: Tracing;
}

/** Tells the log, the figures and the traces what an agent does. */
export function watchAgent({
  log,
  metrics,
  tracing,
}: Telemetry): Required<Pick<DurableAgentParts, "onBug" | "onNews" | "trace">> {
  return {
    onBug: (error) => log.error({ error }, "a bug ended a task"),
    onNews(news) {
      logTaskNews(log, news);
      metrics.task(news);
    },
    trace: (row, running) => traceTask(tracing, row, running),
  };
}
