import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PixoraError } from "../../../models/error.ts";
import type { TaskEvent, TaskEventBody } from "../../../models/event.ts";
import type { RunEnd } from "../../../server/tasks/task-runner.ts";
import { createTaskRunner } from "../../../server/tasks/task-runner.ts";
import { traceTask } from "../../../server/telemetry/trace-task.ts";
import { openTracing } from "../../../server/telemetry/tracing.ts";
import { LIGHT_REQUEST, lightAgent } from "../../light-agent.ts";
import { openRig } from "../tasks/rig.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { spansOf } from "./spans.ts";

let collector: Receiver;
beforeEach(async () => {
  collector = await openReceiver();
});
afterEach(() => collector.close());

const open = () => openTracing({ endpoint: collector.url, serviceName: "films" });
const row = { id: "t", epoch: 2, round: 1 };
const still = { step: "scene_asset_generator", scene: 3 } as const;
const music = { step: "music_generator", scene: null } as const;
const failure = { code: "vendor_failed", message: "It refuses a fox.", retryable: false } as const;

async function* play(bodies: TaskEventBody[], end: RunEnd | Error): AsyncGenerator<TaskEvent, RunEnd, undefined> {
  for (const [at, body] of bodies.entries()) {
    yield { id: at + 1, taskId: "t", at: "2026-11-22T12:00:00.000Z", ...body };
  }
  if (end instanceof Error) throw end;
  return end;
}

describe("the trace of a task", () => {
  it("has a span for the run and one for each of its steps, side by side, with what became of them", async () => {
    const tracing = await open();
    const events = play(
      [
        { event: "step-start", data: still },
        { event: "step-start", data: music },
        { event: "step-error", data: { ...still, error: failure } },
        { event: "step-end", data: { ...music, seconds: 1, degraded: [] } },
        { event: "task-end", data: { status: "failed", result: null, error: failure } },
      ],
      { kind: "ended" },
    );
    const traced = traceTask(tracing, row, events);
    const ids: number[] = [];
    let step = await traced.next();
    for (; !step.done; step = await traced.next()) ids.push(step.value.id);
    expect({ ids, end: step.value }).toEqual({ ids: [1, 2, 3, 4, 5], end: { kind: "ended" } });
    await tracing.close();
    const spans = spansOf(collector);
    const parentSpanId = spans.at(-1)?.spanId;
    expect(spans).toMatchObject([
      {
        name: "pixora.step scene_asset_generator",
        parentSpanId,
        isError: true,
        attributes: { "pixora.task.id": "t", "pixora.step.scene": 3, "error.type": "vendor_failed" },
      },
      { name: "pixora.step music_generator", parentSpanId, isError: false, attributes: { "pixora.step.degraded": 0 } },
      {
        name: "pixora.task",
        parentSpanId: null,
        isError: true,
        attributes: {
          "pixora.task.id": "t",
          "pixora.task.epoch": 2,
          "pixora.task.round": 1,
          "pixora.task.status": "failed",
          "pixora.task.left": "ended",
        },
      },
    ]);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(collector.received.map(({ body }) => body).join()).not.toContain("a fox");
  });

  it("ends with a run that breaks, and with one that nobody listens to any more", async () => {
    const tracing = await open();
    const begun: TaskEventBody[] = [{ event: "step-start", data: music }];
    const broken = traceTask(tracing, row, play(begun, new PixoraError("store_failed", "Nobody answers.")));
    await broken.next();
    await expect(broken.next()).rejects.toMatchObject({ code: "store_failed" });
    const handedBack = traceTask(tracing, row, play(begun, { kind: "handed_back" }));
    for await (const _event of handedBack) break;
    await tracing.close();
    const unfinished = { name: "pixora.step music_generator", attributes: { "pixora.step.unfinished": true } };
    expect(spansOf(collector)).toMatchObject([
      unfinished,
      { name: "pixora.task", isError: true, attributes: { "error.type": "store_failed" } },
      unfinished,
      { name: "pixora.task", isError: false },
    ]);
  });

  it("shows a real film, without a word of its prompt", async () => {
    const rig = await openRig();
    const tracing = await open();
    const folder = await mkdtemp(join(tmpdir(), "pixora-traced-"));
    const agent = lightAgent({ folder });
    const { request } = await agent.accept(LIGHT_REQUEST);
    await rig.stores.tasks.create({ id: "film", request, owner: null, folder: null, isAttended: false });
    const trace = traceTask.bind(null, tracing);
    const runner = createTaskRunner({ agent, stores: rig.stores, trace });
    for await (const _event of runner.run("film", new AbortController().signal));
    await tracing.close();
    await rig.close();
    await rm(folder, { recursive: true, force: true });
    const spans = spansOf(collector);
    const task = spans.find(({ name }) => name === "pixora.task");
    expect(task).toMatchObject({ isError: false, attributes: { "pixora.task.id": "film", "pixora.task.epoch": 1 } });
    const steps = spans.filter(({ name }) => name.startsWith("pixora.step "));
    expect(steps.map(({ name }) => name)).toContain("pixora.step video_composer");
    expect(steps.filter(({ name }) => name === "pixora.step scene_asset_generator")).toHaveLength(2);
    expect(new Set(steps.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([task?.spanId]));
    expect(collector.received.map(({ body }) => body).join()).not.toMatch(/fox|lantern/);
  });
});
