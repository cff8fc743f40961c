/** Ordering the film of a finished task once more, put together otherwise. */
import { VariantChanges } from "../../models/request.ts";
import { hasEnded } from "../../models/task.ts";
import { NOT_FOUND, problem } from "../http/answers.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { refusal } from "../http/problem.ts";
import type { Service } from "../service.ts";
import { ownedTask, TaskPath } from "./owned-task.ts";
import { ACCEPTED, createReception, OrderHeaders } from "./reception.ts";

export function orderVariant(service: Service): Endpoint {
  const receive = createReception(service);
  return endpoint({
    method: "post",
    path: "/ai/tasks/{id}/variants",
    operationId: "orderVariant",
    summary: "Order a variant of a finished film",
    description:
      "The same scenes, pictures, voices and music, put together in another shape or size, with other captions or none. It is a task of its own (`variantOf` names its source), buys nothing, and stays when its source is deleted.",
    tag: "Films",
    scope: "write",
    params: TaskPath,
    headers: OrderHeaders,
    body: VariantChanges,
    answers: {
      202: ACCEPTED,
      ...NOT_FOUND,
      409: problem("The task has not ended with a film, or the first order under this key is still being accepted."),
    },
    async handle({ principal, params, headers, body }) {
      const { id, status } = await ownedTask(service, principal, params);
      if (hasEnded(status) && status !== "completed") {
        const detail = `The task is ${status}: there is no film that there could be a variant of. Resume it first.`;
        throw refusal({ status: 409, code: "task_ended", detail });
      }
      const asked = { variantOf: id, changes: body };
      return receive({ principal, headers, asked }, (options) => service.agent.desk.variant(id, body, options));
    },
  });
}
