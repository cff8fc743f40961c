/** Ordering films, and asking what they will cost. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Created } from "../../checkpoints/types.ts";
import { VideoRequest } from "../../models/request.ts";
import { refuseHopeless } from "../../providers/outside-target.ts";
import type { Principal } from "../auth/principal.ts";
import { json, problem } from "../http/answers.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { refusal } from "../http/problem.ts";
import { NAMED_ANSWERS } from "../http/schemas.ts";
import type { Service } from "../service.ts";
import { overLimits } from "./over-limits.ts";
import { showTask } from "./owned-task.ts";

const OrderHeaders = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[!-~]{1,255}$/, "must be 1 to 255 printable ASCII characters without blanks")
    .optional()
    .describe("a name for this order: sent again with the same body, it orders nothing anew"),
});

export function generateVideo(service: Service): Endpoint {
  const accepting = new Set<string>();
  return endpoint({
    method: "post",
    path: "/ai/generate",
    operationId: "generateVideo",
    summary: "Order a film",
    description:
      "Accepts the film and answers at once. Follow `/ai/tasks/{id}/events`, or ask for the task. Once accepted, a task ends in one way or another, whatever happens to the servers.",
    tag: "Films",
    scope: "write",
    headers: OrderHeaders,
    body: VideoRequest,
    answers: {
      202: json("The task, which is queued.", NAMED_ANSWERS.Task, {
        location: "where the task is",
        "idempotency-replayed": "`true` when it was ordered before under this key",
      }),
      409: problem("The first order under this key is still being accepted."),
    },
    async handle({ principal, headers, body }) {
      refuseUnsent(service, body);
      const key = headers["idempotency-key"];
      const created = await once(accepting, nameOf(principal, key), () =>
        service.agent.desk.order(body, {
          owner: principal.owner,
          filmsFolder: service.files.folder,
          idempotency: key === undefined ? null : { key: nameOf(principal, key) ?? "", hash: hashOf(body) },
          limits: principal.owner === null ? null : service.limits,
        }),
      );
      return answerTo(service, created);
    },
  });
}

export function estimatePrice(service: Service): Endpoint {
  return endpoint({
    method: "post",
    path: "/ai/estimate",
    operationId: "estimatePrice",
    summary: "Ask for the price of a film",
    description: "Spends nothing, and orders nothing.",
    tag: "Films",
    scope: "read",
    body: VideoRequest,
    answers: { 200: json("The price, from the least to the most.", NAMED_ANSWERS.Estimate) },
    handle: async ({ body }) => Response.json(await service.agent.estimate(body)),
  });
}

function refuseUnsent({ sendsWebhooks, allowedHosts }: Service, { webhookUrl }: VideoRequest): void {
  if (webhookUrl === null) return;
  if (sendsWebhooks) {
    refuseHopeless(webhookUrl, allowedHosts);
    return;
  }
  const detail = "webhookUrl: this service sends no webhooks. Set PIXORA_WEBHOOK_SECRET, with which they are signed.";
  throw refusal({ status: 422, code: "invalid_request", detail, errors: [{ path: "webhookUrl", message: detail }] });
}

/** Keys are their owner's: another one's of the same name is another key. */
function nameOf({ owner }: Principal, key: string | undefined): string | null {
  return key === undefined ? null : `${owner ?? ""} ${key}`;
}

function hashOf(request: VideoRequest): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("hex");
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
