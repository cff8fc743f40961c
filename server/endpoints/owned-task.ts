/** A task of whoever asks. Whether another one's is there is nobody's business: the answer is the same as for none. */
import { z } from "zod";
import { TaskId } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import type { Principal } from "../auth/principal.ts";
import { refusal } from "../http/problem.ts";
import type { PublicTask } from "../http/schemas.ts";
import type { Service } from "../service.ts";

/** Any text: what cannot be a task's name is not there either. */
export const TaskPath = z.object({ id: z.string().max(200).describe("the task's id") });
export type TaskPath = z.infer<typeof TaskPath>;

export async function ownedTask(
  { stores }: Pick<Service, "stores">,
  { owner }: Principal,
  { id }: TaskPath,
): Promise<TaskRow> {
  const row = TaskId.safeParse(id).success ? await stores.tasks.get(id) : null;
  if (row && row.owner === owner) return row;
  throw notFound();
}

export function notFound(detail = "There is no such task."): Error {
  return refusal({ status: 404, code: "not_found", detail });
}

/** The task as its owner is shown it. */
export async function showTask({ views, view, agent }: Service, row: TaskRow): Promise<PublicTask> {
  const task = view.task(await views.of(row));
  return { ...task, inDoubt: task.status === "needs_attention" ? await agent.inDoubt(row.id) : [] };
}
