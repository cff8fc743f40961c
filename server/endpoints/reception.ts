/** Taking orders: once under each key, within what their owners may have. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Created } from "../../checkpoints/types.ts";
import type { Principal } from "../auth/principal.ts";
import { json, problem } from "../http/answers.ts";
import { refusal } from "../http/problem.ts";
import { NAMED_ANSWERS } from "../http/schemas.ts";
import type { Service } from "../service.ts";
import type { OrderOptions } from "../tasks/task-desk.ts";
import { overLimits } from "./over-limits.ts";
import { showTask } from "./owned-task.ts";

export const OrderHeaders = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[!-~]{1,255}$/, "must be 1 to 255 printable ASCII characters without blanks")
    .optional()
    .describe("a name for this order: sent again with the same body, it orders nothing anew"),
});

/** How every order is answered. */
export const ACCEPTED = json("The task, which is queued.", NAMED_ANSWERS.Task, {
  location: "where the task is",
  "idempotency-replayed": "`true` when it was ordered before under this key",
});
export const BEING_ACCEPTED = problem("The first order under this key is still being accepted.");

export interface Visit {
  principal: Principal;
  headers: z.infer<typeof OrderHeaders>;
  /** All that is asked for: another order under the same key is refused. */
  asked: unknown;
}

/** Has something ordered, and answers with its task. */
export type Reception = (visit: Visit, order: (options: OrderOptions) => Promise<Created>) => Promise<Response>;

export function createReception(service: Service): Reception {
  const accepting = new Set<string>();
  return async ({ principal, headers, asked }, order) => {
    const key = nameOf(principal, headers["idempotency-key"]);
    const options = {
      owner: principal.owner,
      filmsFolder: service.files.folder,
      idempotency: key === null ? null : { key, hash: hashOf(asked) },
      limits: principal.owner === null ? null : service.limits,
    };
    return answerTo(service, await once(accepting, key, () => order(options)));
  };
}

/** Keys are their owner's: another one's of the same name is another key. */
function nameOf({ owner }: Principal, key: string | undefined): string | null {
  return key === undefined ? null : `${owner ?? ""} ${key}`;
}

function hashOf(asked: unknown): string {
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex");
}

async function once(accepting: Set<string>, name: string | null, order: () => Promise<Created>): Promise<Created> {
  if (name === null) return order();
  if (accepting.has(name)) {
    const detail = "The first order with this Idempotency-Key is still being accepted. Send it again in a moment.";
    throw refusal({ status: 409, code: "idempotency_in_progress", detail, retryAfterSeconds: 1 });
  }
  accepting.add(name);
  return order().finally(() => accepting.delete(name));
}

async function answerTo(service: Service, created: Created): Promise<Response> {
  if (created.kind === "mismatch") {
    const detail = "This Idempotency-Key was used for another request. Take a new key for a new film.";
    throw refusal({ status: 422, code: "idempotency_mismatch", detail });
  }
  if (created.kind === "refused") throw overLimits(service, created);
  return Response.json(await showTask(service, created.row), {
    status: 202,
    headers: {
      location: `/ai/tasks/${created.row.id}`,
      ...(created.kind === "known" && { "idempotency-replayed": "true" }),
    },
  });
}
