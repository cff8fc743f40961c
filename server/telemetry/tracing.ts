/** Spans for an OpenTelemetry collector. Where none is set up, nothing is loaded and nothing happens. */
import type { ServiceConfig } from "../../models/config.ts";

/** Never a prompt, and nothing else that somebody wrote. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** Something that takes time. It is ended once. */
export interface OpenSpan {
  set(attributes: SpanAttributes): void;
  /** It did not work out, for a reason with this code. */
  fail(code: string): void;
  end(): void;
}

export interface RequestSpan {
  method: string;
  /** With the caller's `traceparent`, if there is one. */
  headers: Headers;
  requestId: string;
}

/** How a request was answered. `route` is the template; undefined when none fits. */
export interface AnsweredRequest {
  route: string | undefined;
  status: number;
}

export interface Tracing {
  /** A span for the work on a request, within the caller's trace. */
  request(request: RequestSpan, work: () => Promise<AnsweredRequest>): Promise<void>;
  /** Begins a span: within another one, or on its own. */
  start(name: string, attributes: SpanAttributes, within?: OpenSpan): OpenSpan;
  /** Sends what has not been sent. Takes 5 s at most. */
  close(): Promise<void>;
}

/** @param onFailure told when the collector cannot be reached; traces are lost then, and nothing else */
export async function openTracing(
  tracing: ServiceConfig["tracing"],
  onFailure: (error: Error) => void = () => {},
): Promise<Tracing> {
  if (tracing === null) return NO_TRACING;
  const { openTelemetry } = await import("./open-telemetry.ts");
  return openTelemetry(tracing, onFailure);
}

const NO_SPAN: OpenSpan = { set() {}, fail() {}, end() {} };

const NO_TRACING: Tracing = {
  async request(_request, work) {
    await work();
  },
  start: () => NO_SPAN,
  async close() {},
};
