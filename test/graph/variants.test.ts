/** Variants of finished films: whole runs of the graph, with vendors that may not be asked for anything. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAgent } from "../../graph/agent.ts";
import { acceptVariant } from "../../graph/task-run.ts";
import type { CuttingRoom, FilmFormat, Media, SceneCut } from "../../media/types.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import { variantRequest } from "../../models/request.ts";
import { reduceTask, type TaskProgress } from "../../models/task-progress.ts";
import type { Providers } from "../../providers/types.ts";
import { lightAgentParts } from "../light-agent.ts";
import { dyingAfter, settle } from "./dying-process.ts";
import { createSharedKeep, type SharedKeep, type Write } from "./shared-keep.ts";
import { ofFox } from "./sketch-studio.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-variants-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Process {
  /** Sees each scene that is rendered, and may fail it. */
  onScene?: (scene: SceneCut) => unknown;
  /** Vendors as the test wants them; the draft vendor's when absent. */
  change?: (providers: Providers) => Providers;
}

/** Another process with the same files. */
function aProcess({ onScene = () => {}, change = (providers) => providers }: Process = {}) {
  const parts = lightAgentParts({ folder });
  const formats: FilmFormat[] = [];
  const media: Media = {
    ...parts.media,
    async openCuttingRoom(format) {
      formats.push(format);
      const room = await parts.media.openCuttingRoom(format);
      const addScene: CuttingRoom["addScene"] = async (scene, onPiece) => {
        await onScene(scene);
        onPiece({ scene: scene.index, piece: "body", frames: scene.frames, reused: false });
      };
      return { ...room, addScene };
    },
  };
  return { agent: createAgent({ ...parts, media, providers: change(parts.providers) }), formats };
}

/** Whatever a vendor is asked for is a failure of the test; only its name may be read. */
function askedForNothing(providers: Providers): Providers {
  const untouchable = <Vendor extends object>(vendor: Vendor): Vendor =>
    new Proxy(vendor, {
      get(of, field) {
        if (field === "vendor") return Reflect.get(of, field);
        throw new Error(`A vendor was asked for ${String(field)}.`);
      },
    });
  const { language, image, speech, music } = providers;
  return {
    ...providers,
    ...{ language: untouchable(language), image: untouchable(image), speech: untouchable(speech) },
    music: untouchable(music),
  };
}

async function collect(events: AsyncIterable<TaskEvent>): Promise<TaskEvent[]> {
  const all: TaskEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const endOf = (events: readonly TaskEvent[]) => {
  const last = events.at(-1);
  return last?.event === "task-end" ? last.data : null;
};
const kindsOf = (events: readonly TaskEvent[]) =>
  events.map((event) => ("step" in event.data ? `${event.event} ${event.data.step}` : event.event));

/** A film of three scenes with one character, that is finished. */
async function aSource(): Promise<SharedKeep> {
  const source = createSharedKeep("source");
  const { agent } = aProcess();
  const signal = new AbortController().signal;
  expect(endOf(await collect(agent.run(await agent.accept(ofFox), source.open(), { signal })))?.status).toBe(
    "completed",
  );
  return source;
}

const TALL = variantRequest(ofFox, { aspectRatio: "9:16", captions: "burned", captionStyle: "highlight" });

function keepOf(source: SharedKeep, name = "variant", variantOf = "source"): SharedKeep {
  return createSharedKeep(name, { saver: source.saver, variantOf });
}

interface Varying extends Process {
  request?: typeof TALL;
  keep?: Parameters<SharedKeep["open"]>[0];
  signal?: AbortSignal;
}

/** One process carries the variant out. */
async function vary(shared: SharedKeep, { request = TALL, keep, signal, ...process }: Varying = {}) {
  const { agent, formats } = aProcess({ change: askedForNothing, ...process });
  const run = { signal: signal ?? new AbortController().signal };
  const events = await collect(agent.run(acceptVariant(request), shared.open(keep), run));
  return { events, formats, film: () => agent.filmOf(shared.open()) };
}

describe("a variant of a finished film", () => {
  it("is put together as it is wanted, from what the film was made from, and asks no vendor", async () => {
    const source = await aSource();
    const cuts: SceneCut[] = [];
    const { events, formats, film } = await vary(keepOf(source), { onScene: (scene) => cuts.push(scene) });
    expect(endOf(events)).toMatchObject({ status: "completed", error: null, result: { degraded: [] } });
    expect(formats).toEqual([{ width: 720, height: 1280, captions: "highlight", fit: null }]);
    expect(cuts.map(({ index }) => index).sort()).toEqual([0, 1, 2]);
    expect(cuts.every(({ words }) => words.length > 0)).toBe(true);
    const original = (await aProcess().agent.filmOf(source.open()))?.manifest;
    const manifest = (await film())?.manifest;
    expect(manifest).toMatchObject({ taskId: "variant", variantOf: "source", bill: [], costUsd: 0, inDoubtUsd: 0 });
    expect(manifest?.request).toEqual(TALL);
    expect(manifest?.assets.length).toBeGreaterThan(3);
    for (const same of ["title", "scenes", "characters", "assets", "credits"] as const) {
      expect(manifest?.[same]).toEqual(original?.[same]);
    }
  });

  it("tells of one step, with all scenes there from its plan on, and of nothing spent", async () => {
    const { events } = await vary(keepOf(await aSource()));
    const told = kindsOf(events).filter((kind) => !/^(asset-ready|segment-ready|step-progress)/.test(kind));
    expect(told).toEqual([
      ...["task-start", "cost-update", "step-start planner", "plan-ready", "step-end planner"],
      ...["step-start video_composer", "step-end video_composer", "cost-update", "task-end"],
    ]);
    expect(events[0]).toMatchObject({ data: { variantOf: "source", vendors: { storage: "draft" } } });
    const spent = { estimatedUsd: 0, reservedUsd: 0, spentUsd: 0, budgetUsd: 0 };
    expect(events.filter(({ event }) => event === "cost-update")).toMatchObject([{ data: spent }, { data: spent }]);
    let progress: TaskProgress | null = null;
    const percents: number[] = [];
    for (const event of events) {
      progress = reduceTask(progress, event);
      percents.push(progress?.task.progress ?? 0);
      if (event.event !== "plan-ready") continue;
      const scenes = [0, 1, 2].map((index) => ({ index, status: "done", thumbnail: expect.stringMatching(/^assets/) }));
      expect(progress?.task).toMatchObject({ variantOf: "source", scenes });
    }
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(new Set(percents).size).toBeGreaterThan(5);
    expect(progress?.task).toMatchObject({ status: "completed", stage: "publishing", progress: 100 });
  });

  it("has claimed every file before a scene of it is rendered", async () => {
    const shared = keepOf(await aSource());
    const claimed = new Set<string>();
    const claim = async (key: string) => void claimed.add(key);
    const stored = (await readdir(join(folder, "assets"))).map((name) => `assets/${name}`).sort();
    const { agent } = aProcess({ change: askedForNothing, onScene: () => expect([...claimed].sort()).toEqual(stored) });
    const signal = new AbortController().signal;
    const events = await collect(agent.run(acceptVariant(TALL), { ...shared.open(), claim }, { signal }));
    expect(endOf(events)?.status).toBe("completed");
  });

  it("can be the source of another one", async () => {
    const source = await aSource();
    const first = keepOf(source);
    await vary(first);
    const request = variantRequest(TALL, { resolution: "1080p", captions: "none" });
    const second = await vary(keepOf(source, "second", "variant"), { request });
    expect(second.formats).toEqual([{ width: 1080, height: 1920, captions: null, fit: null }]);
    expect((await second.film())?.manifest).toMatchObject({ variantOf: "variant", request, costUsd: 0 });
  });

  it("fails, and says what to do, when what its source was made from is gone", async () => {
    const source = await aSource();
    const forgotten = await vary(createSharedKeep("variant", { variantOf: "source" }));
    expect(endOf(forgotten.events)).toMatchObject({ status: "failed", error: { code: "invalid_request" } });
    await rm(join(folder, "assets"), { recursive: true });
    const shared = keepOf(source);
    const { events, formats } = await vary(shared);
    const message = expect.stringMatching(
      /^There can be no variant of the task source any more: assets.+Make its film/,
    );
    expect(endOf(events)).toMatchObject({ status: "failed", error: { code: "invalid_request", message } });
    expect(formats).toEqual([]);
    // Its files may come back.
    await aSource();
    expect(endOf((await vary(shared, { keep: { round: 1 } })).events)?.status).toBe("completed");
  });

  it("that cannot be put together fails without a model's advice, and can be gone on with", async () => {
    const shared = keepOf(await aSource());
    let tries = 0;
    const broken = new PixoraError("ffmpeg_failed", "ffmpeg broke.");
    const onScene = ({ index }: SceneCut) => {
      if (index === 0) tries += 1;
      return Promise.reject(broken);
    };
    const { events } = await vary(shared, { onScene });
    expect(endOf(events)).toMatchObject({ status: "failed", error: { code: "ffmpeg_failed" } });
    expect(tries).toBe(3);
    const later = await vary(shared, { keep: { round: 1 } });
    expect(endOf(later.events)).toMatchObject({ status: "completed", result: { degraded: [] } });
    expect(kindsOf(later.events)).not.toContain("step-start planner");
    expect((await later.film())?.manifest.variantOf).toBe("source");
  });

  it("is called off like any other film, and gone on with", async () => {
    const shared = keepOf(await aSource());
    const stop = new AbortController();
    const { events } = await vary(shared, { signal: stop.signal, onScene: () => stop.abort("cancelled") });
    expect(endOf(events)?.status).toBe("cancelled");
    expect(endOf((await vary(shared, { keep: { round: 1 } })).events)?.status).toBe("completed");
  });
});

describe("a process that dies in a variant", () => {
  it("at any of its writes is followed by one that ends it, and asks no vendor either", async () => {
    const source = await aSource();
    const diedAt = new Set<Write>();
    const request = variantRequest(ofFox, { aspectRatio: "1:1" });
    for (let writes = 0; ; writes++) {
      const shared = keepOf(source, `variant-${writes}`);
      const { death, onWrite } = dyingAfter(writes);
      const stop = new AbortController();
      const running = vary(shared, { request, keep: { onWrite }, signal: stop.signal });
      const died = await Promise.race([death, running.then(() => null)]);
      if (died === null) break;
      diedAt.add(died);
      await settle();
      stop.abort("shutdown");
      const { events, film } = await vary(shared, { request });
      expect(endOf(events), `after ${writes} writes, at ${died}`).toMatchObject({ status: "completed" });
      expect((await film())?.manifest).toMatchObject({ variantOf: "source", bill: [], degraded: [] });
      expect(shared.log.map(({ id }) => id)).toEqual(shared.log.map((_, index) => index + 1));
    }
    expect(diedAt).toEqual(new Set(["put", "putWrites", "end"]));
  });
});
