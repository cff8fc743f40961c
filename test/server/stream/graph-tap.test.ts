import { AIMessage } from "@langchain/core/messages";
import { describe, expect, it, onTestFinished } from "vitest";
import { createFileSignals } from "../../../checkpoints/file/signals.ts";
import { type GraphChunk, tapGraph, toJson, watchGraph } from "../../../server/stream/graph-tap.ts";

function openSignals() {
  const signals = createFileSignals();
  onTestFinished(() => signals.close());
  return signals;
}

/** Resolves with the next chunk. */
function nextChunk(signals: ReturnType<typeof openSignals>, taskId: string): Promise<GraphChunk> {
  return new Promise((resolve) => {
    const stop = watchGraph(signals, taskId, (chunk) => {
      stop();
      resolve(chunk);
    });
  });
}

describe("the tap of a graph", () => {
  it("tells nothing while nobody watches, and chunks as soon as somebody does", async () => {
    const signals = openSignals();
    const told: string[] = [];
    signals.listen("graph:t1", (text) => told.push(text));
    const tap = tapGraph(signals, "t1");
    tap.onChunk("values", { film: null });
    expect(told).toEqual([]);
    const chunk = nextChunk(signals, "t1");
    tap.onChunk("updates", { planner: { plan: 1 } });
    expect(await chunk).toEqual({ mode: "updates", data: { planner: { plan: 1 } } });
    tap.close();
  });

  it("forgets a watcher that says nothing any more", async () => {
    const signals = openSignals();
    let time = 0;
    const tap = tapGraph(signals, "t1", () => time);
    const told: string[] = [];
    signals.listen("graph:t1", (text) => told.push(text));
    await signals.tell("graph-watchers:t1", "");
    tap.onChunk("custom", 1);
    time = 15_001;
    tap.onChunk("custom", 2);
    await signals.tell("graph-watchers:t1", "");
    tap.onChunk("custom", 3);
    await signals.tell("elsewhere", "");
    expect(told).toEqual(['{"mode":"custom","data":1}', '{"mode":"custom","data":3}']);
    tap.close();
  });

  it("is of one task alone", async () => {
    const signals = openSignals();
    const tap = tapGraph(signals, "t1");
    const told: string[] = [];
    signals.listen("graph:t1", (text) => told.push(text));
    await signals.tell("graph-watchers:t2", "");
    tap.onChunk("custom", 1);
    expect(told).toEqual([]);
    tap.close();
  });
});

describe("a chunk as JSON", () => {
  it("has messages as LangChain writes them down, wherever they are", () => {
    const parsed = JSON.parse(toJson({ mode: "messages", data: [new AIMessage("hello"), { node: "planner" }] }));
    expect(parsed.data[0]).toMatchObject({ type: "ai", data: { content: "hello" } });
    expect(parsed.data[1]).toEqual({ node: "planner" });
  });
});
