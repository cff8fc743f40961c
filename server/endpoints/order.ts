/** Ordering films, and asking what they will cost. */
import { PixoraError } from "../../models/error.ts";
import { VideoRequest } from "../../models/request.ts";
import { refuseHopeless } from "../../providers/outside-target.ts";
import { json } from "../http/answers.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { refusal } from "../http/problem.ts";
import { NAMED_ANSWERS } from "../http/schemas.ts";
import type { Service } from "../service.ts";
import { ACCEPTED, BEING_ACCEPTED, createReception, OrderHeaders } from "./reception.ts";

export function generateVideo(service: Service): Endpoint {
  const receive = createReception(service);
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
      202: ACCEPTED,
      409: BEING_ACCEPTED,
    },
    async handle({ principal, headers, body }) {
      refuseUnsent(service, body);
      refuseUnsafe(service, body);
      return receive({ principal, headers, asked: body }, (options) => service.agent.desk.order(body, options));
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
    isStoreless: true,
    answers: { 200: json("The price, from the least to the most.", NAMED_ANSWERS.Estimate) },
    handle: async ({ body }) => Response.json(await service.agent.estimate(body)),
  });
}

function refuseUnsent({ sendsWebhooks }: Service, { webhookUrl }: VideoRequest): void {
  if (webhookUrl === null || sendsWebhooks) return;
  const detail = "webhookUrl: this service sends no webhooks. Set PIXORA_WEBHOOK_SECRET, with which they are signed.";
  throw refusal({ status: 422, code: "invalid_request", detail, errors: [{ path: "webhookUrl", message: detail }] });
}

/** What will not be followed later is refused at once. A name that leads nowhere good is found out when it is followed. */
function refuseUnsafe({ allowedHosts }: Service, { webhookUrl, voiceSampleUrl, referenceUrls }: VideoRequest): void {
  const references = referenceUrls.map((url, index) => [`referenceUrls.${index}`, url] as const);
  for (const [path, url] of [["webhookUrl", webhookUrl], ["voiceSampleUrl", voiceSampleUrl], ...references] as const) {
    if (url !== null) refuseUnsafeAt(path, url, allowedHosts);
  }
}

function refuseUnsafeAt(path: string, url: string, allowedHosts: readonly string[]): void {
  try {
    refuseHopeless(url, allowedHosts);
  } catch (error) {
    if (!(error instanceof PixoraError)) throw error;
    const { code, message } = error;
    throw refusal({ status: 422, code, detail: `${path}: ${message}`, errors: [{ path, message }] });
  }
}
