/** What the service itself sends, as the OpenAPI document describes it. Not here: the sending (webhooks). */
import type { ApiDocument } from "./openapi.ts";

const SIGNATURE_HEADERS = {
  "webhook-id": "names this end: the same each time that it is told",
  "webhook-timestamp": "when it was signed: seconds since 1970",
  "webhook-signature":
    "`v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the service's secret (Standard Webhooks)",
};

/** @param payload where the document has the schema of the body */
export function outgoingWebhooks(payload: string): ApiDocument["webhooks"] {
  const parameters = Object.entries(SIGNATURE_HEADERS).map(([name, description]) => ({
    ...{ name, description, in: "header" as const, required: true, schema: { type: "string" } },
  }));
  const post = {
    operationId: "taskEnded",
    summary: "Hear that a task has ended",
    description:
      "Sent to the `webhookUrl` of a task, at least once: again for three days until it answers with 2xx. `type` says how the task has ended.",
    tags: ["Webhooks"],
    security: [],
    parameters,
    requestBody: { required: true, content: { "application/json": { schema: { $ref: payload } } } },
    responses: {
      200: { description: "Heard, as any status from 200 to 299 says." },
      410: { description: "Nothing more is to be heard: this end is not told again." },
    },
  };
  return { taskEnded: { post } };
}
