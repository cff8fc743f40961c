import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { TaskLeft } from "../tasks/task-news.ts";
import type { WorkerNews } from "../tasks/worker.ts";

/** A film takes minutes; a draft, seconds. */
const RUN_SECONDS = [1, 5, 15, 30, 60, 120, 300, 600, 1200, 3600];
const WAIT_SECONDS = [0.05, 0.25, 1, 5, 15, 60, 300, 900, 3600];

/** Counts what happens to tasks. */
export function countTasks(register: Registry, onStoreFailure: () => void): (news: WorkerNews) => void {
  const countRun = countRuns(register);
  const countPurchase = countPurchases(register);
  return (news) => {
    if (news.kind === "operation_ended") countPurchase(news);
    if (news.kind === "taken" || news.kind === "left") countRun(news);
    if (news.kind === "failed" && news.problem.code === "store_failed") onStoreFailure();
  };
}

type RunNews = Extract<WorkerNews, { kind: "taken" | "left" }>;

function countRuns(register: Registry): (news: RunNews) => void {
  const registers = [register];
  const running = new Gauge({ name: "pixora_tasks_running", help: "Tasks that this process carries out.", registers });
  const taken = new Counter({ name: "pixora_tasks_taken_total", help: "Runs of tasks that were begun.", registers });
  const waits = new Histogram({
    name: "pixora_task_wait_seconds",
    help: "Time from a task's acceptance to its first run.",
    buckets: WAIT_SECONDS,
    registers,
  });
  const countLeft = countLeaving(register);
  return (news) => {
    if (news.kind === "left") {
      running.dec();
      return countLeft(news);
    }
    running.inc();
    taken.inc();
    if (news.waitedSeconds !== null) waits.observe(news.waitedSeconds);
  };
}

function countLeaving(register: Registry): (news: TaskLeft) => void {
  const registers = [register];
  const lefts = new Counter({
    name: "pixora_tasks_left_total",
    help: "Runs of tasks that came to their end, by how.",
    labelNames: ["how"],
    registers,
  });
  const ends = new Counter({
    name: "pixora_tasks_ended_total",
    help: "Tasks that ended, by status and the code of their error.",
    labelNames: ["status", "code"],
    registers,
  });
  const durations = new Histogram({
    name: "pixora_task_run_duration_seconds",
    help: "Time of the run in which a task ended.",
    labelNames: ["status"],
    buckets: RUN_SECONDS,
    registers,
  });
  return ({ how, status, code, seconds }) => {
    lefts.inc({ how });
    if (status === null) return;
    ends.inc({ status, code: code ?? "none" });
    durations.observe({ status }, seconds);
  };
}

function countPurchases(register: Registry) {
  const registers = [register];
  const labelNames = ["vendor", "capability"] as const;
  const spent = new Counter({
    name: "pixora_spent_usd_total",
    help: "US dollars that vendors took.",
    labelNames,
    registers,
  });
  const operations = new Counter({
    name: "pixora_operations_ended_total",
    help: "Paid calls that ended, by how.",
    labelNames: [...labelNames, "state"] as const,
    registers,
  });
  return ({ vendor, capability, state, costUsd }: Extract<WorkerNews, { kind: "operation_ended" }>) => {
    spent.inc({ vendor, capability }, costUsd);
    operations.inc({ vendor, capability, state });
  };
}
