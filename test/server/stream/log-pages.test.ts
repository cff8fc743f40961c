import { describe, expect, it } from "vitest";
import { toFrame } from "../../../server/stream/frames.ts";
import { createLogPages } from "../../../server/stream/log-pages.ts";
import { anEvent } from "../../contract/checkpoints/task-samples.ts";
import { createMemoryLog } from "./memory-log.ts";
import { numbers } from "./stream-reader.ts";

const some = (from: number, to: number) => numbers(from, to).map((id) => anEvent("task-1", id));
const withLog = () => {
  const log = createMemoryLog();
  return { log, pages: createLogPages(log, toFrame) };
};

describe("pages of a log", () => {
  it("are read once for all who ask at the same time, and kept for those who come later", async () => {
    const { log, pages } = withLog();
    log.add(...some(1, 250));
    const pieces = await Promise.all(numbers(0, 99).map((id) => pages.after("task-1", id)));
    expect(new Set(pieces.map((piece) => piece?.lastId))).toEqual(new Set([100]));
    await pages.after("task-1", 42);
    expect(log.reads()).toBe(1);
  });

  it("are read anew for what came after they were read, once for all", async () => {
    const { log, pages } = withLog();
    log.add(...some(1, 5));
    // Not answered yet when the next event comes, so that it holds five events.
    const early = pages.after("task-1", 0);
    await new Promise((resolve) => setImmediate(resolve));
    log.add(...some(6, 6));
    const late = await Promise.all(numbers(1, 10).map(() => pages.after("task-1", 5)));
    expect((await early)?.lastId).toBe(5);
    expect(late.map((piece) => piece?.lastId)).toEqual(numbers(1, 10).map(() => 6));
    expect(log.reads()).toBe(2);
  });

  it("have nothing to tell of what was forgotten", async () => {
    const { log, pages } = withLog();
    log.add(...some(1, 20));
    log.forget(10);
    expect(await pages.after("task-1", 3)).toBeNull();
    expect((await pages.after("task-1", 10))?.lastId).toBe(20);
  });

  it("that could not be read are asked for again", async () => {
    const { log, pages } = withLog();
    log.add(...some(1, 3));
    log.fail(new Error("The store is away."));
    await expect(pages.after("task-1", 0)).rejects.toThrow("away");
    log.fail(null);
    expect((await pages.after("task-1", 0))?.lastId).toBe(3);
  });

  it("come in pieces that a connection can take", async () => {
    const { log, pages } = withLog();
    const message = "x".repeat(10_000);
    const data = { step: "planner" as const, scene: null, fraction: 0, message };
    log.add(...some(1, 30).map((event) => ({ ...event, event: "step-progress" as const, data })));
    const first = await pages.after("task-1", 0);
    expect(first?.bytes.length).toBeLessThanOrEqual(64 * 1024);
    expect(first?.lastId).toBe(6);
  });
});
