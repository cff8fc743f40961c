import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { openTracing } from "../../../server/telemetry/tracing.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { spansOf } from "./spans.ts";

let collector: Receiver | null = null;
afterEach(async () => {
  await collector?.close();
  collector = null;
});

async function open(path = "", answer?: Parameters<typeof openReceiver>[0]) {
  collector = await openReceiver(answer);
  const failures: Error[] = [];
  const onFailure = (error: Error) => void failures.push(error);
  const tracing = await openTracing({ endpoint: `${collector.url}${path}`, serviceName: "films" }, onFailure);
  return { tracing, collector, failures };
}

const REQUEST = { method: "GET", headers: new Headers(), requestId: "r-1" };

describe("traces", () => {
  it("have a span for each request, named by its route, in the caller's trace", async () => {
    const { tracing, collector } = await open();
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const headers = new Headers({ traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
    await tracing.request({ ...REQUEST, headers }, async () => ({ route: "/ai/tasks/:id", status: 200 }));
    await tracing.close();
    expect(collector.received).toMatchObject([{ method: "POST", path: "/v1/traces" }]);
    expect(spansOf(collector)).toEqual([
      {
        service: "films",
        name: "GET /ai/tasks/:id",
        kind: 2,
        traceId,
        spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
        parentSpanId: "00f067aa0ba902b7",
        isError: false,
        attributes: {
          "http.request.method": "GET",
          "pixora.request.id": "r-1",
          "http.route": "/ai/tasks/:id",
          "http.response.status_code": 200,
        },
      },
    ]);
  });

  it("tell errors from refusals, and begin anew for a caller without a trace, or with an odd one", async () => {
    const { tracing, collector } = await open();
    const headers = new Headers({ traceparent: "00-xyz" });
    await tracing.request({ ...REQUEST, headers }, async () => ({ route: undefined, status: 404 }));
    await tracing.request(REQUEST, async () => ({ route: "/readyz", status: 503 }));
    const bug = () => Promise.reject(new Error("a prompt"));
    await expect(tracing.request(REQUEST, bug)).rejects.toThrow("a prompt");
    await tracing.close();
    const spans = spansOf(collector);
    expect(spans).toMatchObject([
      { name: "GET", isError: false, parentSpanId: null },
      { name: "GET /readyz", isError: true, parentSpanId: null },
      { name: "GET", isError: true },
    ]);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(3);
    expect(collector.received.map(({ body }) => body).join()).not.toContain("a prompt");
  });

  it("go to the traces' place below the collector's address", async () => {
    const { tracing, collector } = await open("/otlp/");
    tracing.start("a", {}).end();
    await tracing.close();
    expect(collector.received.map(({ path }) => path)).toEqual(["/otlp/v1/traces"]);
  });

  it("are lost with a word, and nothing else is, when the collector refuses them", async () => {
    const { tracing, failures } = await open("", (_request, response) => void response.writeHead(400).end("no"));
    tracing.start("a", {}).end();
    await tracing.close();
    expect(failures).toHaveLength(1);
  });

  it("are waited for no longer than 5 s at the end", { timeout: 10_000 }, async () => {
    const { tracing, collector } = await open("", () => {});
    tracing.start("a", {}).end();
    const began = performance.now();
    await tracing.close();
    expect(performance.now() - began).toBeLessThan(6000);
    expect(collector.received).toHaveLength(1);
  });

  it("can be opened again after they were closed", async () => {
    const first = await open();
    await first.tracing.close();
    await first.collector.close();
    const { tracing, collector } = await open();
    const headers = new Headers({ traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" });
    await tracing.request({ ...REQUEST, headers }, async () => ({ route: "/", status: 200 }));
    await tracing.close();
    expect(spansOf(collector)).toMatchObject([{ parentSpanId: "00f067aa0ba902b7" }]);
  });
});

describe("no traces", () => {
  it("change nothing", async () => {
    const tracing = await openTracing(null);
    let isDone = false;
    await tracing.request(REQUEST, async () => {
      isDone = true;
      return { route: "/", status: 200 };
    });
    const span = tracing.start("a", {});
    span.set({ a: 1 });
    span.fail("timeout");
    span.end();
    await tracing.close();
    expect(isDone).toBe(true);
  });

  it("load nothing of OpenTelemetry", () => {
    const module = fileURLToPath(new URL("../../../server/telemetry/tracing.ts", import.meta.url));
    const script = `
      const { openTracing } = await import(${JSON.stringify(module)});
      await openTracing(null);
      const { default: cjs } = await import("node:module");
      process.stdout.write(Object.keys(cjs._cache).filter((path) => path.includes("opentelemetry")).join());`;
    const loader = ["--import", import.meta.resolve("tsx"), "--input-type=module", "--eval", script];
    const { status, stdout } = spawnSync(process.execPath, loader, { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });
});
