/** Finding the task that a command line names, or those that it could have meant. */
import type { Config } from "../models/config.ts";
import { hasEnded, type Task } from "../models/task.ts";
import type { KeptTask, TaskReader } from "../server/tasks/task-reader.ts";
import { VARIANT_OPTIONS } from "./request-options.ts";
import { UsageError } from "./usage-error.ts";

export interface TaskSearch {
  agent: Pick<TaskReader, "task" | "recent">;
  config: Pick<Config, "redisUrl" | "dataDir">;
}

/** A task to go on with. @throws UsageError for one that is not there */
export async function findTask(taskId: string, search: TaskSearch): Promise<KeptTask> {
  const kept = await search.agent.task(taskId);
  if (kept) return kept;
  const isOpen = ({ status }: Pick<Task, "status">) => status !== "completed";
  throw await unknown(taskId, search, { isOpen, some: "These can be gone on with", none: "None can be gone on with" });
}

/** A task with a film to make a variant of. @throws UsageError for one that is not there, or has none */
export async function findFilm(taskId: string, search: TaskSearch, command: string): Promise<KeptTask> {
  const kept = await search.agent.task(taskId);
  const isOpen = ({ status }: Pick<Task, "status">) => status === "completed";
  if (!kept) throw await unknown(taskId, search, { isOpen, some: "These have a film", none: "None has a film" });
  const { status } = kept.task;
  if (isOpen(kept.task)) return kept;
  const resume = `go on with it: ${command} --resume ${taskId}`;
  const advice = hasEnded(status)
    ? `First ${resume}`
    : `Wait for its end or, where no process is left of it, ${resume}`;
  throw new UsageError(`the task ${taskId} is ${status}, and has no film yet. ${advice}`);
}

interface Choice {
  isOpen(task: Pick<Task, "status">): boolean;
  some: string;
  none: string;
}

async function unknown(taskId: string, { agent, config }: TaskSearch, { isOpen, some, none }: Choice) {
  const recent = await agent.recent(50);
  const open = recent.filter(isOpen).slice(0, 5);
  const names = open.map((task) => `${task.id} (${describeTask(task, recent)})`);
  const advice = names.length > 0 ? `${some}: ${names.join("; ")}.` : `${none}.`;
  return new UsageError(`there is no task ${taskId} here. ${advice} ${placeOf(config)}`);
}

type ListedTask = Awaited<ReturnType<TaskReader["recent"]>>[number];

/** A variant has its source's prompt: what it has otherwise tells them apart, or all that it can have where that is gone. */
function describeTask({ status, request, variantOf }: ListedTask, tasks: readonly ListedTask[]): string {
  const prompt = request.prompt.slice(0, 40);
  if (variantOf === null) return `${status}: ${prompt}`;
  const source = tasks.find(({ id }) => id === variantOf)?.request;
  const words = VARIANT_OPTIONS.flatMap(({ flag, field }) =>
    request[field] === null || request[field] === source?.[field] ? [] : [`${flag} ${request[field]}`],
  );
  return `${status}, variant of ${[variantOf, ...words].join(" ")}: ${prompt}`;
}

function placeOf({ redisUrl, dataDir }: TaskSearch["config"]): string {
  if (redisUrl !== null) return "With REDIS_URL set, only tasks in that Redis are known, and none in files.";
  return `Without REDIS_URL, only tasks in files under ${dataDir} are known.`;
}
