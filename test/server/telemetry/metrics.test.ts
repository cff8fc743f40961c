import { describe, expect, it } from "vitest";
import { createMetrics } from "../../../server/telemetry/metrics.ts";

/** The samples of Prometheus' text, by name and labels. */
async function samplesOf(metrics: ReturnType<typeof createMetrics>): Promise<Record<string, number>> {
  const lines = (await metrics.text()).split("\n").filter((line) => line && !line.startsWith("#"));
  return Object.fromEntries(
    lines.map((line) => {
      const parts = /^([a-z_0-9]+(?:\{(?:[a-z_]+="[^"]*",?)+\})?) (\S+)$/.exec(line);
      if (!parts) throw new Error(`No sample: ${line}`);
      return [parts[1], Number(parts[2])];
    }),
  );
}

const purchase = { taskId: "t", epoch: 1, capability: "image", vendor: "v", model: "m" } as const;

describe("the metrics", () => {
  it("count requests by route and status, with their time", async () => {
    const metrics = createMetrics();
    const route = "/ai/tasks/:id";
    metrics.request({ method: "GET", route, status: 200, seconds: 0.02 });
    metrics.request({ method: "GET", route, status: 200, seconds: 0.3 });
    metrics.request({ method: "BREW", route: "none", status: 404, seconds: 0.001 });
    expect(await samplesOf(metrics)).toMatchObject({
      'pixora_http_request_duration_seconds_count{method="GET",route="/ai/tasks/:id",status="200"}': 2,
      'pixora_http_request_duration_seconds_sum{method="GET",route="/ai/tasks/:id",status="200"}': 0.32,
      'pixora_http_request_duration_seconds_bucket{le="0.05",method="GET",route="/ai/tasks/:id",status="200"}': 1,
      'pixora_http_request_duration_seconds_count{method="other",route="none",status="404"}': 1,
    });
  });

  it("count streams, events, webhooks and failures of the store", async () => {
    const metrics = createMetrics();
    metrics.streamOpened();
    metrics.streamOpened();
    metrics.streamClosed("stalled");
    metrics.delivery("told");
    metrics.delivery("later");
    metrics.storeFailed("streams");
    expect(await samplesOf(metrics)).toMatchObject({
      pixora_event_streams: 1,
      'pixora_event_streams_closed_total{how="stalled"}': 1,
      'pixora_webhook_deliveries_total{outcome="told"}': 1,
      'pixora_webhook_deliveries_total{outcome="later"}': 1,
      'pixora_store_failures_total{during="streams"}': 1,
    });
  });

  it("count what happens to tasks and what they cost", async () => {
    const metrics = createMetrics();
    const taken = { kind: "taken", epoch: 1, owner: null, round: 0 } as const;
    for (const taskId of ["a", "b", "c"]) metrics.task({ ...taken, taskId, waitedSeconds: taskId === "a" ? 2 : null });
    const left = { kind: "left", epoch: 1, seconds: 12, spentUsd: 0.5 } as const;
    metrics.task({ ...left, taskId: "a", how: "ended", status: "completed", code: null });
    metrics.task({ ...left, taskId: "b", how: "handed_back", status: null, code: null });
    metrics.task({ kind: "operation_ended", ...purchase, operationId: "1", state: "done", costUsd: 0.04, code: null });
    metrics.task({ kind: "operation_ended", ...purchase, operationId: "2", state: "done", costUsd: 0.02, code: null });
    metrics.task({ kind: "decided", ...purchase, operationId: "2", state: "sending", maxUsd: 0.02 });
    const problem = { code: "store_failed", message: "Nobody answers.", retryable: true } as const;
    metrics.task({ kind: "failed", taskId: null, problem });
    expect(await samplesOf(metrics)).toMatchObject({
      pixora_tasks_taken_total: 3,
      pixora_tasks_running: 1,
      pixora_task_wait_seconds_count: 1,
      'pixora_tasks_left_total{how="ended"}': 1,
      'pixora_tasks_left_total{how="handed_back"}': 1,
      'pixora_tasks_ended_total{status="completed",code="none"}': 1,
      'pixora_task_run_duration_seconds_sum{status="completed"}': 12,
      'pixora_spent_usd_total{vendor="v",capability="image"}': 0.06,
      'pixora_operations_ended_total{vendor="v",capability="image",state="done"}': 2,
      'pixora_store_failures_total{during="tasks"}': 1,
    });
  });

  it("tell of the process, such as how far its event loop is behind", async () => {
    const samples = await samplesOf(createMetrics());
    expect(samples.process_cpu_seconds_total).toBeGreaterThan(0);
    expect(samples).toHaveProperty("nodejs_eventloop_lag_p99_seconds");
  });

  it("are Prometheus' text, each set for itself", async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.streamOpened();
    expect(one.mediaType).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect((await samplesOf(other)).pixora_event_streams).toBe(0);
  });
});
