import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PixoraError } from "../../../models/error.ts";
import { VideoRequest } from "../../../models/request.ts";
import type { TaskNews } from "../../../server/tasks/task-news.ts";
import { createTaskRunner, type TaskRunnerOptions } from "../../../server/tasks/task-runner.ts";
import { aBeginning, actor, aFilm, openRig, type Rig, runThrough } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(() => rig.close());

/** The runner, and what it tells. */
function runnerOf(agent: TaskRunnerOptions["agent"]) {
  const told: TaskNews[] = [];
  const runner = createTaskRunner({ agent, stores: rig.stores, onNews: (news) => void told.push(news) });
  return { runner, told };
}

const COST = { estimatedUsd: 1, reservedUsd: 0, spentUsd: 0.25, budgetUsd: null };

describe("the news of a task", () => {
  it("are that it was taken, by whom it was ordered and how long it waited, and how it ended and for what", async () => {
    const request = VideoRequest.parse({ prompt: "a fox" });
    await rig.stores.tasks.create({ id: "t", request, owner: "key:a", folder: null, isAttended: false });
    const { runner, told } = runnerOf(
      actor(async function* (keep) {
        yield* aBeginning(keep);
        yield await keep.log({ event: "cost-update", data: COST });
        const error = { code: "timeout", message: "It took too long.", retryable: true } as const;
        yield await keep.end({ event: "task-end", data: { status: "failed", result: null, error } });
      }),
    );
    await runThrough(runner, "t");
    expect(told).toEqual([
      { kind: "taken", taskId: "t", epoch: 1, owner: "key:a", round: 0, waitedSeconds: expect.any(Number) },
      {
        kind: "left",
        taskId: "t",
        epoch: 1,
        how: "ended",
        status: "failed",
        code: "timeout",
        seconds: expect.any(Number),
        spentUsd: 0.25,
      },
    ]);
  });

  it("are of the next run once more, which waited for nothing", async () => {
    await rig.create("t");
    const stop = new AbortController();
    stop.abort("shutdown");
    const idle = actor(async function* () {});
    await runThrough(runnerOf(idle).runner, "t", stop.signal);
    const { runner, told } = runnerOf(actor((keep) => aFilm(keep)));
    await runThrough(runner, "t");
    expect(told).toMatchObject([
      { kind: "taken", epoch: 2, waitedSeconds: null },
      { kind: "left", epoch: 2, how: "ended", status: "completed", code: null, spentUsd: null },
    ]);
  });

  it("are none for a task that is another one's, or over", async () => {
    await rig.create("t");
    const first = runnerOf(actor((keep) => aFilm(keep)));
    await runThrough(first.runner, "t");
    const { runner, told } = runnerOf(actor((keep) => aFilm(keep)));
    expect((await runThrough(runner, "t")).end).toMatchObject({ kind: "over" });
    expect(told).toEqual([]);
  });

  it("are that it failed when its store did, and that it was stopped when whoever listened went away", async () => {
    await rig.create("t");
    const broken = runnerOf(
      actor(async function* (keep) {
        yield* aBeginning(keep);
        throw new PixoraError("store_failed", "Nobody answers.");
      }),
    );
    await expect(runThrough(broken.runner, "t")).rejects.toMatchObject({ code: "store_failed" });
    expect(broken.told.at(-1)).toMatchObject({ kind: "left", how: "failed", status: null });
    let isTidied = false;
    const left = runnerOf(
      actor(async function* (keep) {
        try {
          yield await keep.log({ event: "cost-update", data: COST });
        } finally {
          isTidied = true;
        }
      }),
    );
    for await (const _event of left.runner.run("t", new AbortController().signal)) break;
    expect(isTidied).toBe(true);
    expect(left.told.at(-1)).toMatchObject({ kind: "left", how: "stopped", spentUsd: 0.25 });
  });
});
