/** For those who run the service. Nothing of any task is told here, so that nobody has to say who they are. */

import { file, json } from "../http/answers.ts";
import { docsPage } from "../http/docs-page.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { NAMED_ANSWERS } from "../http/schemas.ts";
import type { Service } from "../service.ts";

const COMMON = { method: "get", tag: "Operation", scope: null } as const;
const NEVER_KEPT = { "cache-control": "no-store" };

export function operationEndpoints(service: Service): Endpoint[] {
  return [
    endpoint({
      ...COMMON,
      path: "/healthz",
      operationId: "getHealth",
      summary: "Whether the process is alive",
      answers: { 200: json("It is.", NAMED_ANSWERS.Health) },
      handle: () => Response.json({ status: "ok" }, { headers: NEVER_KEPT }),
    }),
    endpoint({
      ...COMMON,
      path: "/readyz",
      operationId: "getReadiness",
      summary: "Whether it can do its work, and what is wrong when it cannot",
      answers: {
        200: json("It can.", NAMED_ANSWERS.Readiness),
        503: json("It cannot, or it ends.", NAMED_ANSWERS.Readiness),
      },
      async handle() {
        const problems = service.ending.aborted ? ["The server ends."] : await service.problems();
        const isReady = problems.length === 0;
        const body = { status: isReady ? "ready" : "not_ready", problems, warnings: service.warnings() };
        return Response.json(body, { status: isReady ? 200 : 503, headers: NEVER_KEPT });
      },
    }),
    endpoint({
      ...COMMON,
      path: "/metrics",
      operationId: "getMetrics",
      summary: "Figures for Prometheus",
      answers: { 200: file("In Prometheus's text format.", "text/plain") },
      async handle() {
        const { text, mediaType } = await service.metrics();
        return new Response(text, { headers: { "content-type": mediaType, ...NEVER_KEPT } });
      },
    }),
    endpoint({
      ...COMMON,
      path: "/openapi.json",
      operationId: "getOpenApi",
      summary: "This document",
      answers: { 200: file("OpenAPI 3.1.", "application/json") },
      handle: () => Response.json(service.describe()),
    }),
    endpoint({
      ...COMMON,
      path: "/docs",
      operationId: "getDocs",
      summary: "This document, for people",
      answers: { 200: file("A page.", "text/html") },
      handle: () => docsPage(service.describe()),
    }),
  ];
}
