import { z } from "zod";
import type { Receiver } from "./receiver.ts";

const Value = z.union([
  z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
  z.object({ intValue: z.number() }).transform(({ intValue }) => intValue),
  z.object({ boolValue: z.boolean() }).transform(({ boolValue }) => boolValue),
]);
const Attributes = z
  .array(z.object({ key: z.string(), value: Value }))
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, value])));

const Span = z.object({
  name: z.string(),
  kind: z.number(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().nullable().default(null),
  attributes: Attributes,
  status: z.object({ code: z.number() }),
});

/** What an exporter sends by OTLP over HTTP, as JSON. */
const Export = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(Span) })),
    }),
  ),
});

/** The spans that a collector was sent, in the order of their ends. */
export function spansOf({ received }: Receiver) {
  return received
    .flatMap(({ body }) => Export.parse(JSON.parse(body)).resourceSpans)
    .flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) =>
        spans.map(({ status, ...span }) => ({
          service: resource.attributes["service.name"],
          isError: status.code === 2,
          ...span,
        })),
      ),
    );
}
