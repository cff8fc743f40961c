/** What a task's owner decides about it: to call it off, to go on with it, to have it gone. */
import { hasEnded } from "../../models/task.ts";
import { json, NOT_FOUND, nothing, problem } from "../http/answers.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { refusal } from "../http/problem.ts";
import { NAMED_ANSWERS } from "../http/schemas.ts";
import type { Service } from "../service.ts";
import { ResumeWishes, toChanges } from "../tasks/resume-options.ts";
import { overLimits } from "./over-limits.ts";
import { ownedTask, showTask, TaskPath } from "./owned-task.ts";

export function cancelTask(service: Service): Endpoint {
  return endpoint({
    method: "post",
    path: "/ai/tasks/{id}/cancel",
    operationId: "cancelTask",
    summary: "Call a task off",
    description:
      "Whichever process carries it out stops, and the vendors' jobs with it. The task ends as `cancelled`, and its cost says what was spent; what is paid for is kept, and used by a resume.",
    tag: "Tasks",
    scope: "write",
    params: TaskPath,
    answers: {
      202: json("It is going to end.", NAMED_ANSWERS.Task),
      ...NOT_FOUND,
      409: problem("It has ended already."),
    },
    async handle({ principal, params, log }) {
      const { id } = await ownedTask(service, principal, params);
      const { row, ended } = await service.agent.desk.cancel(id);
      if (hasEnded(row.status)) throw ended409(`The task is ${row.status} already.`);
      // Nobody waits for it here: it is told by its events, and done again by the sweeper when it fails.
      ended.catch((error: unknown) => log.warn({ taskId: id, error }, "a cancelled task was not ended here"));
      return Response.json(await showTask(service, row), { status: 202 });
    },
  });
}

export function resumeTask(service: Service): Endpoint {
  return endpoint({
    method: "post",
    path: "/ai/tasks/{id}/resume",
    operationId: "resumeTask",
    summary: "Go on with a task that has ended without a film",
    description:
      "What is done, or paid for, is used. The body may settle orders in doubt (`inDoubt` of the task lists them) and raise the budget.",
    tag: "Tasks",
    scope: "write",
    params: TaskPath,
    body: ResumeWishes,
    isBodyOptional: true,
    answers: {
      202: json("It is queued again.", NAMED_ANSWERS.Task),
      ...NOT_FOUND,
      409: problem("It has not ended, or its film is there."),
    },
    async handle({ principal, params, body }) {
      const { id, status } = await ownedTask(service, principal, params);
      if (status === "completed") throw ended409("The task is completed: its film is there.");
      const limits = principal.owner === null ? null : service.limits;
      const resumed = await service.agent.desk.resume(id, { ...toChanges(body), isAttended: false }, limits);
      if (resumed.kind === "refused") throw overLimits(service, resumed);
      return Response.json(await showTask(service, resumed.row), { status: 202 });
    },
  });
}

export function deleteTask(service: Service): Endpoint {
  return endpoint({
    method: "delete",
    path: "/ai/tasks/{id}",
    operationId: "deleteTask",
    summary: "Delete a task with all its files",
    tag: "Tasks",
    scope: "write",
    params: TaskPath,
    answers: {
      204: nothing("It is gone."),
      ...NOT_FOUND,
      409: problem("It has not ended: cancel it first."),
    },
    async handle({ principal, params }) {
      const row = await ownedTask(service, principal, params);
      if (!hasEnded(row.status)) {
        const detail = `The task is ${row.status}. Cancel it first, or wait for its end.`;
        throw refusal({ status: 409, code: "task_busy", detail });
      }
      await service.files.delete(row);
      return new Response(null, { status: 204 });
    },
  });
}

function ended409(detail: string): Error {
  return refusal({ status: 409, code: "task_ended", detail });
}
