import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAccount } from "../../models/account.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import { createSharedKeep, type SharedKeep } from "./shared-keep.ts";
import { ofFox, openStudio, PICTURE_USD, type Studio } from "./sketch-studio.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-resume-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SHEETS = ["sheet", "sheet", "sheet"];
const STILLS = ["still of fox", "still of fox", "still of fox"];
const JOBS = SHEETS.length + STILLS.length;

const endOf = (events: readonly TaskEvent[]) => {
  const last = events.at(-1);
  return last?.event === "task-end" ? last.data : null;
};
const stepsBegun = (events: readonly TaskEvent[]) =>
  events.flatMap((event) => (event.event === "step-start" ? [event.data.step] : []));
const idsOf = (events: readonly TaskEvent[]) => events.map(({ id }) => id);
const countedFrom1 = (events: readonly TaskEvent[]) => events.map((_, index) => index + 1);

async function billOf({ open }: SharedKeep) {
  const { book } = open();
  const account = createAccount(null, { book, contents: await book.read() });
  const lines = account.bill().filter(({ capability }) => capability === "image");
  return { states: lines.map(({ state }) => state), ...account.balance() };
}

/** As long as the vendor has fewer jobs than that. */
async function untilOrdered({ vendor }: Studio, jobs: number) {
  while (vendor.ids().length < jobs) await new Promise(setImmediate);
}

/** One process draws the sheets, and stops for this reason while the vendor draws the stills. */
async function stoppedAtItsStills(studio: Studio, shared: SharedKeep, reason: string) {
  const stop = new AbortController();
  const { run, drawn } = studio.process();
  const running = run(ofFox, shared.open(), stop.signal);
  await untilOrdered(studio, SHEETS.length);
  studio.vendor.jobsBecome({ state: "queued" });
  await untilOrdered(studio, JOBS);
  stop.abort(reason);
  return { events: await running, drawn };
}

/** The vendor ends every job that waits, and at once those that come. */
function endAll({ vendor }: Studio) {
  for (const id of vendor.ids()) vendor.end(id, "success");
  vendor.jobsBecome({ state: "succeeded", computeSeconds: null });
}

describe("a task whose process is shut down", () => {
  it("ends no task, leaves its jobs running, and is gone on with by another process", async () => {
    const studio = openStudio(folder);
    const shared = createSharedKeep();
    const first = await stoppedAtItsStills(studio, shared, "shutdown");
    expect(endOf(first.events)).toBeNull();
    expect(studio.vendor.asked("cancel")).toBe(0);
    expect(await billOf(shared)).toMatchObject({ states: ["done", "done", "done"], spentUsd: 3 * PICTURE_USD });

    endAll(studio);
    const events = await studio.process().run(ofFox, shared.open());
    expect(endOf(events)?.status).toBe("completed");
    expect(stepsBegun(events)).toEqual([...Array(3).fill("scene_asset_generator"), "video_composer"]);
    expect(studio.vendor.posts()).toBe(JOBS);
    expect(idsOf(shared.log)).toEqual(countedFrom1(shared.log));
    expect(shared.log.filter(({ event }) => event === "task-start")).toHaveLength(1);
    const bill = await billOf(shared);
    expect(bill).toMatchObject({ states: Array(JOBS).fill("done"), spentUsd: JOBS * PICTURE_USD, reservedUsd: 0 });
  });

  it("has its scenes drawn after the characters that the process before has drawn", async () => {
    const studio = openStudio(folder);
    const shared = createSharedKeep();
    const first = await stoppedAtItsStills(studio, shared, "shutdown");
    expect(first.drawn).toEqual([...SHEETS, ...STILLS]);
    endAll(studio);
    const second = studio.process();
    expect(endOf(await second.run(ofFox, shared.open()))?.result?.degraded).toEqual([]);
    expect(second.drawn).toEqual(STILLS);
  });

  it("before anything was planned begins, and tells of one start", async () => {
    const studio = openStudio(folder);
    const shared = createSharedKeep();
    expect(await studio.process().run(ofFox, shared.open(), AbortSignal.abort("shutdown"))).toHaveLength(2);
    expect(endOf(await studio.process().run(ofFox, shared.open()))?.status).toBe("completed");
    expect(shared.log.filter(({ event }) => event === "task-start")).toHaveLength(1);
  });

  it("at its graph's end only gets its end", async () => {
    const studio = openStudio(folder);
    const shared = createSharedKeep();
    const full = new PixoraError("store_failed", "The store is full.");
    const keep = shared.open({ onWrite: async (what) => (what === "end" ? Promise.reject(full) : undefined) });
    await expect(studio.process().run(ofFox, keep)).rejects.toBe(full);
    const second = studio.process();
    const events = await second.run(ofFox, shared.open());
    expect(events.map(({ event }) => event)).toEqual(["cost-update", "cost-update", "task-end"]);
    expect(endOf(events)).toMatchObject({ status: "completed", result: { degraded: [] } });
    expect(second.drawn).toEqual([]);
    expect(idsOf(shared.log)).toEqual(countedFrom1(shared.log));
  });
});

describe("a task that is another process's by now", () => {
  it.each(["fenced", "store_failed"] as const)(
    "leaves its jobs to it when a write is refused with %s",
    async (code) => {
      const studio = openStudio(folder);
      const shared = createSharedKeep();
      const refusal = new PixoraError(code, "Not here.");
      let isOurs = true;
      const onWrite = async () => (isOurs ? undefined : Promise.reject(refusal));
      const running = studio.process().run(ofFox, shared.open({ onWrite }));
      const refused = expect(running).rejects.toBe(refusal);
      await untilOrdered(studio, SHEETS.length);
      studio.vendor.jobsBecome({ state: "queued" });
      await untilOrdered(studio, JOBS);
      await new Promise(setImmediate);
      isOurs = false;
      studio.vendor.end("job-4", "success");
      await refused;
      expect(studio.vendor.asked("cancel")).toBe(0);
      expect(["job-5", "job-6"].map((id) => studio.vendor.stateOf(id))).toEqual(["queued", "queued"]);

      endAll(studio);
      expect(endOf(await studio.process().run(ofFox, shared.open()))?.status).toBe("completed");
      expect(studio.vendor.posts()).toBe(JOBS);
      expect(await billOf(shared)).toMatchObject({ states: Array(JOBS).fill("done"), reservedUsd: 0 });
    },
  );
});

describe("a task that was cancelled", () => {
  it("stops its jobs, and buys only those again when it is gone on with", async () => {
    const studio = openStudio(folder);
    const shared = createSharedKeep();
    const first = await stoppedAtItsStills(studio, shared, "cancelled");
    expect(endOf(first.events)?.status).toBe("cancelled");
    expect(studio.vendor.ids().slice(3).map(studio.vendor.stateOf)).toEqual(Array(3).fill("cancelled"));

    studio.vendor.jobsBecome({ state: "succeeded", computeSeconds: null });
    const second = studio.process();
    const events = await second.run(ofFox, shared.open({ round: 1 }));
    expect(events[0]).toMatchObject({ event: "snapshot", data: { task: { status: "running", error: null } } });
    expect(endOf(events)?.status).toBe("completed");
    expect(second.drawn).toEqual(STILLS);
    expect(studio.vendor.posts()).toBe(JOBS + STILLS.length);
    expect(await billOf(shared)).toMatchObject({ spentUsd: JOBS * PICTURE_USD, reservedUsd: 0 });
  });

  it("by the process after the one that ordered its jobs stops and books those, too", async () => {
    const studio = openStudio(folder);
    const shared = createSharedKeep();
    await stoppedAtItsStills(studio, shared, "shutdown");
    const events = await studio.process().run(ofFox, shared.open(), AbortSignal.abort("cancelled"));
    expect(endOf(events)?.status).toBe("cancelled");
    expect(studio.vendor.ids().slice(3).map(studio.vendor.stateOf)).toEqual(Array(3).fill("cancelled"));
    const states = [...Array(3).fill("done"), ...Array(3).fill("cancelled")];
    expect(await billOf(shared)).toMatchObject({ states, spentUsd: 3 * PICTURE_USD, reservedUsd: 0 });
  });
});

describe("a film that failed", () => {
  /** Fails at the vendor's first order after the sheets. */
  async function failedAtItsStills(studio: Studio, shared: SharedKeep) {
    const { run } = studio.process();
    const running = run(ofFox, shared.open());
    await untilOrdered(studio, SHEETS.length);
    studio.vendor.onNextPost("no_credit", "no_credit", "no_credit");
    const end = endOf(await running);
    studio.vendor.mend();
    return end;
  }

  it("is put back to before its failure when somebody asked to go on, and keeps what is done", async () => {
    const studio = openStudio(folder);
    const shared = createSharedKeep();
    expect(await failedAtItsStills(studio, shared)).toMatchObject({
      status: "failed",
      error: { code: "account_refused" },
    });
    const posts = studio.vendor.posts();
    const second = studio.process();
    const events = await second.run(ofFox, shared.open({ round: 1 }));
    expect(endOf(events)?.status).toBe("completed");
    expect(stepsBegun(events)).toEqual([...Array(3).fill("scene_asset_generator"), "video_composer"]);
    expect(second.drawn).toEqual(STILLS);
    expect(studio.vendor.posts() - posts).toBe(STILLS.length);
  });

  it("is left alone when nobody did, and told of again", async () => {
    const studio = openStudio(folder);
    const shared = createSharedKeep();
    const end = await failedAtItsStills(studio, shared);
    const second = studio.process();
    expect(endOf(await second.run(ofFox, shared.open()))).toEqual(end);
    expect(second.drawn).toEqual([]);
  });

  it("may fail, be put back and fail again, as often as somebody asks", async () => {
    const studio = openStudio(folder);
    const shared = createSharedKeep();
    await failedAtItsStills(studio, shared);
    for (const round of [1, 2]) {
      studio.vendor.onNextPost("no_credit", "no_credit", "no_credit");
      const end = endOf(await studio.process().run(ofFox, shared.open({ round })));
      expect(end).toMatchObject({ status: "failed", error: { code: "account_refused" } });
      studio.vendor.mend();
    }
    expect(endOf(await studio.process().run(ofFox, shared.open({ round: 3 })))?.status).toBe("completed");
  });

  it("while its characters were drawn has its scenes drawn after those of the next try", async () => {
    const studio = openStudio(folder);
    const shared = createSharedKeep();
    studio.vendor.onNextPost("no_credit");
    const first = endOf(await studio.process().run(ofFox, shared.open()));
    expect(first).toMatchObject({ status: "failed", error: { code: "account_refused" } });
    const second = studio.process();
    expect(endOf(await second.run(ofFox, shared.open({ round: 1 })))?.status).toBe("completed");
    expect(second.drawn).toEqual([...SHEETS, ...STILLS]);
  });

  it("for its budget goes on once that is raised, and not before", async () => {
    // Its questions are longer, and so dearer, than the estimate takes them to be.
    const studio = openStudio(folder, { languageUsd: (characters) => (characters > 4200 ? 0.1 : 0) });
    const shared = createSharedKeep();
    const poor = { ...ofFox, budgetUsd: 0.15 };
    const over = { status: "failed", error: { code: "over_budget" } };
    expect(endOf(await studio.process().run(poor, shared.open()))).toMatchObject(over);
    expect(endOf(await studio.process().run(poor, shared.open({ round: 1 })))).toMatchObject(over);
    const rich = { ...ofFox, budgetUsd: 10 };
    const events = await studio.process().run(rich, shared.open({ round: 2 }));
    expect(endOf(events)).toMatchObject({ status: "completed", result: { degraded: [] } });
    expect(events.findLast(({ event }) => event === "cost-update")).toMatchObject({ data: { budgetUsd: 10 } });
  });
});

describe("a purchase in doubt", () => {
  it("needs attention, is not bought again, and goes on as its owner decides", async () => {
    const studio = openStudio(folder, { finds: false });
    const shared = createSharedKeep();
    studio.vendor.onNextPost("drop");
    const first = endOf(await studio.process().run(ofFox, shared.open()));
    expect(first).toMatchObject({ status: "needs_attention", error: { code: "in_doubt" } });
    const posts = studio.vendor.posts();
    const second = endOf(await studio.process().run(ofFox, shared.open({ round: 1 })));
    expect(second?.status).toBe("needs_attention");
    expect(studio.vendor.posts()).toBe(posts);
    const retried = { ...ofFox, onInDoubt: "retry" as const };
    const third = endOf(await studio.process().run(retried, shared.open({ round: 2 })));
    expect(third?.status).toBe("completed");
    const { states, reservedUsd } = await billOf(shared);
    expect(states.filter((state) => state === "in_doubt")).toHaveLength(1);
    expect(reservedUsd).toBe(0.8);
    expect(studio.vendor.posts() - posts).toBe(JOBS);
  });
});
