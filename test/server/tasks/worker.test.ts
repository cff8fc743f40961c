import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PixoraError } from "../../../models/error.ts";
import { createTaskRunner } from "../../../server/tasks/task-runner.ts";
import { startWorker, type WorkerNews } from "../../../server/tasks/worker.ts";
import { aBeginning, actor, aFilm, openRig, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(() => rig.close());

/** Collects a worker's news, and waits for one. */
function newsDesk() {
  const told: WorkerNews[] = [];
  const waiting: { is: (news: WorkerNews) => boolean; resolve: () => void }[] = [];
  return {
    told,
    onNews(news: WorkerNews) {
      told.push(news);
      for (const { is, resolve } of waiting) if (is(news)) resolve();
    },
    until: (is: (news: WorkerNews) => boolean) =>
      new Promise<void>((resolve) => {
        if (told.some(is)) resolve();
        waiting.push({ is, resolve });
      }),
  };
}

const leftOf = (taskId: string) => (news: WorkerNews) => news.kind === "left" && news.taskId === taskId;

describe("a worker", () => {
  it("carries out what is queued, and what nobody was woken for", async () => {
    await rig.create("queued");
    await rig.create("forgotten");
    await rig.stores.queue.add({ id: "queued", epoch: 0, round: 0 });
    const { onNews, until } = newsDesk();
    const runner = createTaskRunner({ agent: actor((keep) => aFilm(keep)), ...rig, onNews });
    const worker = startWorker({ runner, stores: rig.stores, atOnce: 2, onNews });
    await Promise.all([until(leftOf("queued")), until(leftOf("forgotten"))]);
    await worker.close();
    for (const id of ["queued", "forgotten"]) {
      expect(await rig.stores.tasks.get(id)).toMatchObject({ status: "completed" });
    }
  });

  it("leaves tasks alone before which somebody sits", async () => {
    await rig.create("attended", { isAttended: true });
    await rig.create("t");
    const { onNews, until, told } = newsDesk();
    const runner = createTaskRunner({ agent: actor((keep) => aFilm(keep)), ...rig, onNews });
    const worker = startWorker({ runner, stores: rig.stores, atOnce: 2, onNews });
    await until(leftOf("t"));
    await worker.close();
    expect(told.map(({ taskId }) => taskId)).not.toContain("attended");
    expect(await rig.stores.tasks.get("attended")).toMatchObject({ status: "queued", epoch: 0 });
  });

  it("takes no more when it is closed, and hands back what it has", async () => {
    await rig.create("t");
    const { onNews, told, until } = newsDesk();
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const agent = actor(async function* (keep, { signal }) {
      yield* aBeginning(keep);
      begin();
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    });
    const runner = createTaskRunner({ agent, ...rig, onNews });
    const worker = startWorker({ runner, stores: rig.stores, atOnce: 1, onNews });
    await begun;
    await worker.close();
    await until(leftOf("t"));
    expect(told).toMatchObject([
      { kind: "taken", taskId: "t", epoch: 1 },
      { kind: "left", taskId: "t", epoch: 1, how: "handed_back", status: null },
    ]);
    expect(await rig.stores.tasks.get("t")).toMatchObject({ status: "queued", crashes: 0 });
  });

  it("tells of a store that fails, and goes on", async () => {
    const { onNews, told, until } = newsDesk();
    let isBroken = true;
    const unfinished = () => {
      if (!isBroken) return rig.stores.tasks.unfinished();
      isBroken = false;
      return Promise.reject(new PixoraError("store_failed", "Nobody answers."));
    };
    await rig.create("t");
    const stores = { ...rig.stores, tasks: { ...rig.stores.tasks, unfinished } };
    const runner = createTaskRunner({ agent: actor((keep) => aFilm(keep)), ...rig, onNews });
    const worker = startWorker({ runner, stores, atOnce: 1, sweepMs: 5, onNews });
    await until(leftOf("t"));
    await worker.close();
    expect(told[0]).toMatchObject({ kind: "failed", taskId: null, problem: { code: "store_failed" } });
  });
});
