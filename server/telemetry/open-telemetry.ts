/** Tracing by OpenTelemetry's SDK. Loaded only where a collector is set up (tracing.ts). */
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { ServiceConfig } from "../../models/config.ts";
import { atMost } from "./at-most.ts";
import type { AnsweredRequest, OpenSpan, RequestSpan, Tracing } from "./tracing.ts";

/** For a collector that does not answer: milliseconds. */
const SEND_MS = 5000;

export function openTelemetry(
  { endpoint, serviceName }: NonNullable<ServiceConfig["tracing"]>,
  onFailure: (error: Error) => void,
): Tracing {
  const exporter = new OTLPTraceExporter({ url: tracesUrl(endpoint), timeoutMillis: SEND_MS });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName }),
    spanProcessors: [new BatchSpanProcessor(telling(exporter, onFailure))],
  });
  // Other libraries that know OpenTelemetry find it by itself.
  provider.register();
  const tracer = provider.getTracer("pixora");
  const spans = new WeakMap<OpenSpan, Span>();

  const request = async ({ method, headers, requestId }: RequestSpan, work: () => Promise<AnsweredRequest>) => {
    const attributes = { "http.request.method": method, "pixora.request.id": requestId };
    const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, callerOf(headers));
    try {
      answered(span, method, await context.with(trace.setSpan(ROOT_CONTEXT, span), work));
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  };

  return {
    request,
    start(name, attributes, within) {
      const parent = within && spans.get(within);
      const around = parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
      const span = tracer.startSpan(name, { attributes: { ...attributes } }, around);
      const open = openSpan(span);
      spans.set(open, span);
      return open;
    },
    async close() {
      // What could not be sent is told by the exporter.
      await atMost(SEND_MS, provider.shutdown());
      for (const part of [trace, context, propagation]) part.disable();
    },
  };
}

/** OTLP: a collector's address is the base of the address for each kind of data. */
function tracesUrl(endpoint: string): string {
  const url = new URL(endpoint);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/traces`;
  return url.href;
}

function telling(exporter: SpanExporter, onFailure: (error: Error) => void): SpanExporter {
  return {
    export: (spans, onDone) =>
      exporter.export(spans, (result) => {
        if (result.error) onFailure(result.error);
        onDone(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}

/** The trace that a caller is in, by W3C's `traceparent`. */
function callerOf(headers: Headers): Context {
  return propagation.extract(ROOT_CONTEXT, headers, {
    get: (carrier, name) => carrier.get(name) ?? undefined,
    keys: (carrier) => [...carrier.keys()],
  });
}

function answered(span: Span, method: string, { route, status }: AnsweredRequest): void {
  if (route !== undefined) span.updateName(`${method} ${route}`).setAttribute("http.route", route);
  span.setAttribute("http.response.status_code", status);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
}

function openSpan(span: Span): OpenSpan {
  return {
    set: (attributes) => void span.setAttributes({ ...attributes }),
    fail: (code) => void span.setStatus({ code: SpanStatusCode.ERROR, message: code }).setAttribute("error.type", code),
    end: () => span.end(),
  };
}
