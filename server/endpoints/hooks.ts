/** Where vendors tell that a job has ended. Their messages only wake who waits, and are checked before anything is done. */
import { z } from "zod";
import { nothing, problem } from "../http/answers.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { refusal } from "../http/problem.ts";
import type { Service } from "../service.ts";
import { notFound } from "./owned-task.ts";

/** Results come in the message, and may be long. */
const MAX_MESSAGE_BYTES = 2 * 1024 * 1024;

const HookPath = z.object({
  vendor: z.string().max(50),
  correlation: z.string().max(1000).describe("which order it is about, as it was sent with it"),
});

export function hearVendor({ vendorWebhooks }: Service): Endpoint {
  return endpoint({
    method: "post",
    path: "/hooks/{vendor}/{correlation}",
    operationId: "hearVendor",
    summary: "Hear that a vendor's job has ended",
    description: "For vendors only. Told twice, late, or of a job that is known to be done, it does no harm.",
    tag: "Operation",
    scope: null,
    maxBodyBytes: MAX_MESSAGE_BYTES,
    params: HookPath,
    answers: {
      204: nothing("Heard."),
      401: problem("The signature, its age or the correlation is not as it should be."),
      404: problem("No such vendor is set up."),
      413: problem("The message is too long."),
    },
    async handle({ params, request, log }) {
      const message = { headers: request.headers, body: new Uint8Array(await request.arrayBuffer()) };
      const outcome = await vendorWebhooks(params.vendor, params.correlation, message);
      if (outcome === "unknown_vendor") throw notFound("No such vendor is set up here.");
      if (outcome === "taken") return new Response(null, { status: 204 });
      log.warn({ vendor: params.vendor }, "a vendor's webhook was refused");
      throw refusal({ status: 401, code: "unauthenticated", detail: "The message is not genuine, or too old." });
    },
  });
}
