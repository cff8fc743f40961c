import { describe, expect, it, onTestFinished } from "vitest";
import { createFileSignals } from "../../../checkpoints/file/signals.ts";
import type { EventLog } from "../../../checkpoints/types.ts";
import { createGraphEvents, type GraphEventsOptions, type GraphWatch } from "../../../server/stream/graph-events.ts";
import { tapGraph } from "../../../server/stream/graph-tap.ts";

/** A log whose task ends when the test says so. */
function anOpenLog() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const events: Pick<EventLog, "follow" | "lastId"> = {
    lastId: async () => 0,
    async *follow(taskId, _afterId, signal) {
      await Promise.race([ended, new Promise((resolve) => signal.addEventListener("abort", resolve))]);
      const data = { status: "completed" as const, result: null, error: null };
      if (!signal.aborted) yield { id: 1, taskId, at: "2026-11-22T12:00:00.000Z", event: "task-end", data };
    },
  };
  return { events, end };
}

function open(changes: Partial<GraphEventsOptions & Pick<GraphWatch, "mayStay">> = {}) {
  const { mayStay = async () => true, ...options } = changes;
  const signals = createFileSignals();
  onTestFinished(() => signals.close());
  const tap = tapGraph(signals, "t1");
  const { events, end } = anOpenLog();
  const ending = new AbortController();
  const watch = createGraphEvents({
    ...{ signals, events, stateOf: async () => ({ film: "/srv/data/films/t1" }), isOver: async () => false },
    ...{ hide: (text: string) => text.replaceAll("/srv/data/", ""), ending: ending.signal, ...options },
  });
  let closed = 0;
  const onClose = () => {
    closed++;
  };
  const { signal } = new AbortController();
  const body = watch({ taskId: "t1", modes: ["values", "updates"], signal, mayStay, onClose });
  return { tap, end, ending, reader: body.pipeThrough(new TextDecoderStream()).getReader(), closed: () => closed };
}

async function readUntil(reader: ReadableStreamDefaultReader<string>, part: string): Promise<string> {
  for (let text = ""; ; ) {
    const { done, value = "" } = await reader.read();
    text += value;
    if (done || text.includes(part)) return text;
  }
}

describe("LangGraph's own stream of a task", () => {
  it("begins with the state, goes on with chunks of the modes that were asked for, and ends with the task", async () => {
    const { tap, end, reader, closed } = open();
    const begin = await readUntil(reader, "event: values");
    expect(begin).toContain('event: metadata\ndata: {"taskId":"t1","modes":["values","updates"]}');
    tap.onChunk("custom", { told: false });
    tap.onChunk("updates", { planner: { plan: 1 } });
    const chunk = await readUntil(reader, "event: updates");
    expect(chunk).toContain('data: {"planner":{"plan":1}}');
    expect(chunk).not.toContain("custom");
    end();
    expect((await readUntil(reader, "never")).includes("event:")).toBe(false);
    expect(closed()).toBe(1);
    tap.close();
  });

  it("shows no path of this machine", async () => {
    const { reader } = open();
    expect(await readUntil(reader, "event: values")).toContain('{"film":"films/t1"}');
    await reader.cancel();
  });

  it("ends with the server, and gives its place back when its reader goes", async () => {
    const one = open();
    one.ending.abort();
    await readUntil(one.reader, "never");
    expect(one.closed()).toBe(1);
    const other = open();
    await readUntil(other.reader, "event: values");
    await other.reader.cancel();
    await expect.poll(other.closed).toBe(1);
  });

  it("sends a reader away that may read no more, at a sign of life", async () => {
    let isIn = true;
    const { reader, closed } = open({ heartbeatMs: 20, mayStay: async () => isIn });
    await readUntil(reader, "event: values");
    await readUntil(reader, "still here");
    expect(closed()).toBe(0);
    isIn = false;
    await readUntil(reader, "never");
    expect(closed()).toBe(1);
  });

  it("lets a reader go that is too far behind at a sign of life", async () => {
    const { tap, reader, closed } = open({ heartbeatMs: 20 });
    await readUntil(reader, "event: values");
    // The first goes on to where this test decodes; the second one waits.
    tap.onChunk("updates", "x".repeat(5_000_000));
    await new Promise(setImmediate);
    tap.onChunk("updates", "x".repeat(5_000_000));
    await expect.poll(closed).toBe(1);
    await expect(readUntil(reader, "never")).rejects.toThrow("too far behind");
    tap.close();
  });

  it("lets a reader go that is too far behind, so that it hears of it", async () => {
    const { tap, reader } = open();
    await readUntil(reader, "event: values");
    for (let count = 0; count < 12; count++) tap.onChunk("updates", "x".repeat(1_000_000));
    await expect(readUntil(reader, "never")).rejects.toThrow("too far behind");
    tap.close();
  });

  it("fails where the state cannot be read", async () => {
    const { reader } = open({ stateOf: () => Promise.reject(new Error("The store is gone.")) });
    await expect(readUntil(reader, "never")).rejects.toThrow("The store is gone.");
  });
});
