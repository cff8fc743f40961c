import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PixoraError } from "../../../models/error.ts";
import { createTaskRunner } from "../../../server/tasks/task-runner.ts";
import { aBeginning, actor, aFilm, openRig, type Rig, runThrough } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(() => rig.close());

const withSignal = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

describe("a task's run", () => {
  it("takes the task, writes down what happens, and ends it", async () => {
    await rig.create("t");
    const { events, end } = await runThrough(createTaskRunner({ agent: actor((keep) => aFilm(keep)), ...rig }), "t");
    expect(end).toEqual({ kind: "ended" });
    expect(events.map(({ id, event }) => [id, event])).toEqual([
      [1, "task-start"],
      [2, "task-end"],
    ]);
    expect(await rig.stores.events.read("t", 0)).toEqual(events);
    expect(await rig.stores.tasks.get("t")).toMatchObject({ status: "completed", epoch: 1, ended: { id: "t" } });
  });

  it("does nothing where there is nothing to do", async () => {
    const runner = createTaskRunner({ agent: actor((keep) => aFilm(keep)), ...rig });
    expect(await runThrough(runner, "nobody")).toEqual({ events: [], end: { kind: "missing" } });
    await rig.create("t");
    await runThrough(runner, "t");
    expect((await runThrough(runner, "t")).end).toMatchObject({ kind: "over", row: { status: "completed" } });
  });

  it("leaves a task alone that another process carries out", async () => {
    await rig.create("t");
    const agent = actor(async function* (keep) {
      yield* aBeginning(keep);
      const other = createTaskRunner({ agent: actor((mine) => aFilm(mine)), stores: rig.others() });
      expect((await runThrough(other, "t")).end).toMatchObject({ kind: "held", forMs: expect.any(Number) });
      yield* aFilm(keep);
    });
    expect((await runThrough(createTaskRunner({ agent, ...rig }), "t")).end).toEqual({ kind: "ended" });
  });

  it("hands the task back when its process ends, and another goes on from there", async () => {
    await rig.create("t");
    const stop = new AbortController();
    const reasons: unknown[] = [];
    const agent = actor(async function* (keep, { signal }) {
      yield* aBeginning(keep);
      stop.abort("shutdown");
      await withSignal(signal);
      reasons.push(signal.reason);
    });
    const first = await runThrough(createTaskRunner({ agent, ...rig }), "t", stop.signal);
    expect(first.end).toEqual({ kind: "handed_back" });
    expect(reasons).toEqual(["shutdown"]);
    expect(await rig.stores.tasks.get("t")).toMatchObject({ status: "queued", crashes: 0 });

    const others = rig.others();
    const second = await runThrough(createTaskRunner({ agent: actor((keep) => aFilm(keep)), stores: others }), "t");
    expect(second.events.map(({ id, event }) => [id, event])).toEqual([[2, "task-end"]]);
    expect(await others.tasks.get("t")).toMatchObject({ status: "completed", epoch: 2, crashes: 0 });
  });

  it("hears of a wish to cancel, also of one from before", async () => {
    const agent = actor(async function* (keep, { signal }) {
      yield* aBeginning(keep);
      await withSignal(signal);
      expect(signal.reason).toBe("cancelled");
      yield* aFilm(keep, "cancelled");
    });
    const runner = createTaskRunner({ agent, ...rig });
    for (const isBefore of [true, false]) {
      const id = `before-${isBefore}`;
      await rig.create(id);
      if (isBefore) await rig.stores.tasks.requestCancel(id);
      const { end } = await runThrough(runner, id, undefined, () => void rig.stores.tasks.requestCancel(id));
      expect(end).toEqual({ kind: "ended" });
      expect(await rig.stores.tasks.get(id)).toMatchObject({ status: "cancelled" });
    }
  });

  it("that cannot write down what happens says so, and gives the task back", async () => {
    await rig.create("t");
    const full = new PixoraError("store_failed", "The disk is full.");
    const append = () => Promise.reject(full);
    const stores = { ...rig.stores, events: { ...rig.stores.events, append } };
    const runner = createTaskRunner({ agent: actor((keep) => aFilm(keep)), stores });
    await expect(runThrough(runner, "t")).rejects.toBe(full);
    expect(await rig.stores.tasks.get("t")).toMatchObject({ status: "queued", crashes: 0 });
  });

  it("that finds the task another one's stops without a word", async () => {
    await rig.create("t");
    const fenced = new PixoraError("fenced", "It is another one's.");
    const stores = { ...rig.stores, events: { ...rig.stores.events, append: () => Promise.reject(fenced) } };
    const runner = createTaskRunner({ agent: actor((keep) => aFilm(keep)), stores });
    expect((await runThrough(runner, "t")).end).toEqual({ kind: "lost" });
  });

  it("is not begun once more after too many processes have ended in it", async () => {
    await rig.create("t");
    const claim: typeof rig.stores.tasks.claim = async (id, leaseMs) => {
      const claimed = await rig.stores.tasks.claim(id, leaseMs);
      return claimed.kind === "claimed" ? { kind: "claimed", row: { ...claimed.row, crashes: 6 } } : claimed;
    };
    const stores = { ...rig.stores, tasks: { ...rig.stores.tasks, claim } };
    const agent = actor(() => expect.fail("begun once more"));
    const { events, end } = await runThrough(createTaskRunner({ agent, stores }), "t");
    expect(end).toEqual({ kind: "ended" });
    expect(events.at(-1)).toMatchObject({
      data: {
        status: "needs_attention",
        error: { code: "crash_loop", message: expect.stringContaining("6 processes in a row") },
      },
    });
  });

  it("closes a task that nobody wants any more, however many processes have ended in it", async () => {
    await rig.create("t");
    await rig.stores.tasks.requestCancel("t");
    const claim: typeof rig.stores.tasks.claim = async (id, leaseMs) => {
      const claimed = await rig.stores.tasks.claim(id, leaseMs);
      return claimed.kind === "claimed" ? { kind: "claimed", row: { ...claimed.row, crashes: 6 } } : claimed;
    };
    const stores = { ...rig.stores, tasks: { ...rig.stores.tasks, claim } };
    const agent = actor((keep) => aFilm(keep, "cancelled"));
    await runThrough(createTaskRunner({ agent, stores }), "t");
    expect(await rig.stores.tasks.get("t")).toMatchObject({ status: "cancelled" });
  });

  it("forgets the crashes behind a task that comes further", async () => {
    await rig.create("t");
    const others = rig.others();
    // A holder that vanishes: its row says that it is running.
    await others.tasks.claim("t", 60_000);
    await others.close();
    let crashes: number | undefined;
    const agent = actor(async function* (keep) {
      yield* aBeginning(keep);
      crashes = (await rig.stores.tasks.get("t"))?.crashes;
      yield await keep.log({ event: "step-end", data: { step: "planner", scene: null, seconds: 1, degraded: [] } });
      yield* aFilm(keep);
    });
    await runThrough(createTaskRunner({ agent, ...rig }), "t");
    expect(crashes).toBe(1);
    expect(await rig.stores.tasks.get("t")).toMatchObject({ status: "completed", crashes: 0 });
  });

  it("changes what it is told to before the task is gone on with", async () => {
    await rig.create("t");
    const runner = createTaskRunner({ agent: actor((keep) => aFilm(keep)), ...rig });
    for await (const _event of runner.run("t", new AbortController().signal, { budgetUsd: 3 }));
    expect(await rig.stores.tasks.get("t")).toMatchObject({ request: { budgetUsd: 3 }, status: "completed" });
  });

  it("ends a task that cannot be begun any more, with the reason", async () => {
    await rig.create("t");
    const refusal = new PixoraError("unsupported_language", "Nobody speaks it here.");
    const agent = { ...actor((keep) => aFilm(keep)), accept: () => Promise.reject(refusal) };
    const { events } = await runThrough(createTaskRunner({ agent, ...rig }), "t");
    expect(events.map(({ event }) => event)).toEqual(["task-start", "task-end"]);
    expect(events.at(-1)).toMatchObject({ data: { status: "failed", error: { code: "unsupported_language" } } });
    expect(await rig.stores.tasks.get("t")).toMatchObject({ status: "failed" });
  });
});
