import type { WorkerNews } from "../tasks/worker.ts";
import type { Log } from "./log.ts";

/** A line for each thing that happens to tasks. Decisions about purchases are for whoever looks for something. */
export function logTaskNews(log: Log, news: WorkerNews): void {
  const { kind } = news;
  if (kind === "failed") log.warn({ taskId: news.taskId, error: news.problem }, SENTENCES[kind]);
  else log[kind === "decided" ? "debug" : "info"]({ ...news, kind: undefined }, SENTENCES[kind]);
}

const SENTENCES = {
  taken: "task taken",
  left: "task left",
  decided: "operation decided",
  job_taken: "operation taken by its vendor",
  operation_ended: "operation ended",
  failed: "tasks cannot be worked on now; tried again soon",
};
