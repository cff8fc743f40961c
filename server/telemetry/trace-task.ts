import { toProblem } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { tapped } from "../tasks/task-news.ts";
import type { RunEnd, TaskRunning } from "../tasks/task-runner.ts";
import type { OpenSpan, Tracing } from "./tracing.ts";

/** The same run, with a span for it and one for each of its steps. */
export async function* traceTask(
  tracing: Pick<Tracing, "start">,
  { id, epoch, round }: Pick<TaskRow, "id" | "epoch" | "round">,
  running: TaskRunning,
): AsyncGenerator<TaskEvent, RunEnd, undefined> {
  const about = { "pixora.task.id": id, "pixora.task.epoch": epoch, "pixora.task.round": round };
  const task = tracing.start("pixora.task", about);
  const steps = traceSteps(tracing, task, { "pixora.task.id": id });
  try {
    const end = yield* tapped(running, (event) => {
      steps.note(event);
      if (event.event === "task-end") noteEnd(task, event.data);
    });
    task.set({ "pixora.task.left": end.kind });
    return end;
  } catch (error) {
    task.fail(toProblem(error).code);
    throw error;
  } finally {
    steps.leave();
    task.end();
  }
}

type EndData = Extract<TaskEvent, { event: "task-end" }>["data"];

function noteEnd(task: OpenSpan, { status, error }: EndData): void {
  task.set({ "pixora.task.status": status });
  if (error) task.fail(error.code);
}

function traceSteps(tracing: Pick<Tracing, "start">, task: OpenSpan, about: { "pixora.task.id": string }) {
  const open = new Map<string, OpenSpan>();
  const close = (key: string) => {
    open.get(key)?.end();
    open.delete(key);
  };
  return {
    note({ event, data }: TaskEvent): void {
      if (event !== "step-start" && event !== "step-end" && event !== "step-error") return;
      const key = `${data.step}:${data.scene ?? ""}`;
      if (event === "step-error") open.get(key)?.fail(data.error.code);
      if (event === "step-end") open.get(key)?.set({ "pixora.step.degraded": data.degraded.length });
      close(key);
      if (event !== "step-start") return;
      const scene = data.scene === null ? {} : { "pixora.step.scene": data.scene };
      open.set(key, tracing.start(`pixora.step ${data.step}`, { ...about, ...scene }, task));
    },
    /** Steps that the run left unfinished. */
    leave(): void {
      for (const [key, span] of open) {
        span.set({ "pixora.step.unfinished": true });
        close(key);
      }
    },
  };
}
