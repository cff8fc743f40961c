import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAgent } from "../../graph/agent.ts";
import { createMedia } from "../../media/index.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskEvent, TaskEventBody } from "../../models/event.ts";
import { VideoRequest, type VideoRequestInput } from "../../models/request.ts";
import { createDraftProviders } from "../../providers/draft/index.ts";
import type { Providers } from "../../providers/types.ts";
import { type Asked, type Call, ScriptedChat } from "../scripted-chat.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-agent-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const short: VideoRequestInput = {
  prompt: "A fox finds a lantern in a snowy forest",
  durationSeconds: 5,
  scenes: 2,
  narration: false,
  captions: "none",
};

/** No live vendor at all: no clips, no records, nothing fetched from outside. */
function draftOnly(draft: ReturnType<typeof createDraftProviders>): Providers {
  const fetchOutside = () => Promise.reject(new Error("This test fetches nothing."));
  const stopJob = () => Promise.reject(new Error("This test leaves no job behind."));
  return { ...draft, video: null, records: null, fetchOutside, stopJob };
}

function anAgent(change: (draft: Providers) => Partial<Providers> = () => ({})) {
  const draft = draftOnly(createDraftProviders({ storageFolder: folder }));
  const media = createMedia({ ffmpegPath: null, workFolder: join(folder, "work") });
  const providers = { ...draft, ...change(draft) };
  return createAgent({ providers, media, outputFolder: (taskId) => join(folder, "out", taskId) });
}

/** The draft vendor with a model that a test answers for; null leaves a question to the draft model. */
function withModel(script: (tools: string[], ask: number) => Call[] | null) {
  const asked: Asked[] = [];
  const change = (draft: Providers): Partial<Providers> => {
    const chat = new ScriptedChat(async (question) => {
      asked.push(question);
      return script(question.tools, asked.length) ?? answerOf(draft, question);
    });
    return { language: { ...draft.language, chat } };
  };
  return { change, asked };
}

async function answerOf({ language }: Providers, { tools, messages }: Asked): Promise<Call[]> {
  const bound = tools.map((name) => ({ type: "function" as const, function: { name, parameters: {} } }));
  const answer = await language.chat.bindTools?.(bound).invoke(messages);
  return (answer?.tool_calls ?? []).map(({ name, args }) => ({ name, args }));
}

async function collect(events: AsyncIterable<TaskEvent>): Promise<TaskEvent[]> {
  const collected: TaskEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

type DataOf<Name> = Extract<TaskEventBody, { event: Name }>["data"];

function dataOf<Name extends TaskEvent["event"]>(events: TaskEvent[], name: Name): DataOf<Name>[] {
  return events.filter((event) => event.event === name).map((event) => event.data as DataOf<Name>);
}

describe("a film", () => {
  it("is made by one plan and tells everything in order", async () => {
    const { change, asked } = withModel(() => null);
    const events = await collect(anAgent(change).stream(short));

    expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1));
    expect(events[0]?.event).toBe("task-start");
    expect(events.at(-1)).toMatchObject({ event: "task-end", data: { status: "completed", error: null } });
    expect(dataOf(events, "plan-ready")).toHaveLength(1);
    expect(asked).toHaveLength(3);
    const made = dataOf(events, "asset-ready").map(({ asset }) => asset.kind);
    expect(made.filter((kind) => kind === "still")).toHaveLength(2);
    expect(made).toContain("music");

    const { result } = dataOf(events, "task-end")[0] ?? {};
    expect(result).toMatchObject({ durationSeconds: 5, width: 1280, height: 720, degraded: [] });
    expect((await readdir(join(folder, "out", events[0]?.taskId ?? ""))).sort()).toEqual([
      "manifest.json",
      "poster.jpg",
      "video.mp4",
    ]);
    expect(await readdir(join(folder, "work"))).toEqual([]);
  });

  it("is planned without what the request does not want", async () => {
    const events = await collect(anAgent().stream({ ...short, music: false, characterConsistency: false }));
    const tools = dataOf(events, "plan-ready")[0]?.steps.map((step) => step.tool);
    expect(tools).toEqual(["scene_generator", "scene_asset_generator", "video_composer"]);
  });

  it("can be had as a promise of the film and its manifest", async () => {
    const { film, manifest, taskId } = await anAgent().generate({ ...short, music: false });
    expect(manifest.taskId).toBe(taskId);
    expect(manifest.scenes.reduce((frames, scene) => frames + scene.frames, 0)).toBe(150);
    expect(film.files.map((file) => file.name)).toContain("manifest.json");
  });
});

describe("the graph", () => {
  it("starts over when another request comes in on the same thread", async () => {
    const { graph } = anAgent();
    const thread = { configurable: { thread_id: "one", folder: join(folder, "film") } };
    const plain = { ...short, music: false, characterConsistency: false, scenes: 1 };
    const first = await graph.invoke({ request: VideoRequest.parse(plain) }, thread);
    const second = await graph.invoke({ request: VideoRequest.parse({ ...plain, prompt: "A robot paints" }) }, thread);
    expect(first.film?.title).toContain("Fox");
    expect(second.film?.title).toContain("Robot");
    expect(second.sceneAssets).toHaveLength(1);
    expect(second.plan?.revision).toBe(1);
  });
});

describe("a bad plan", () => {
  it("is told back to the model once, and the second one is carried out", async () => {
    const { change, asked } = withModel((_tools, ask) => (ask === 1 ? [{ name: "make_coffee", args: {} }] : null));
    const events = await collect(anAgent(change).stream({ ...short, music: false }));
    expect(asked[1]?.messages.map((message) => message.text).join("\n")).toContain('no tool "make_coffee"');
    expect(dataOf(events, "task-end")[0]?.status).toBe("completed");
  });

  it("with another number of scenes than asked for is told back too", async () => {
    const { change, asked } = withModel((tools) =>
      tools.includes("video_composer")
        ? ["scene_generator", "scene_asset_generator", "video_composer"].map((name) => ({
            name,
            args: { scenes: 5, after: [] },
          }))
        : null,
    );
    const events = await collect(anAgent(change).stream({ ...short, music: false }));
    expect(asked).toHaveLength(2);
    expect(dataOf(events, "task-end")[0]?.error).toMatchObject({
      code: "plan_rejected",
      message: expect.stringContaining("expected 2"),
    });
  });

  it("twice is a clear failure, and nothing is made", async () => {
    const { change, asked } = withModel(() => []);
    const events = await collect(anAgent(change).stream(short));
    expect(asked).toHaveLength(2);
    expect(dataOf(events, "asset-ready")).toEqual([]);
    expect(dataOf(events, "task-end")[0]).toMatchObject({
      status: "failed",
      error: { code: "plan_rejected", message: expect.stringContaining("no tool") },
    });
  });
});

describe("a step that fails", () => {
  it("is answered by the planner: the film goes without music and says so", async () => {
    const refusal = new PixoraError("vendor_failed", "The composer is on strike.");
    const silent = (draft: Providers) => ({ music: { ...draft.music, generate: () => Promise.reject(refusal) } });
    const events = await collect(anAgent(silent).stream(short));

    expect(dataOf(events, "step-error").map(({ step }) => step)).toEqual(["music_generator"]);
    expect(dataOf(events, "plan-ready").map(({ revision }) => revision)).toEqual([1, 2]);
    const stills = dataOf(events, "asset-ready").filter(({ asset }) => asset.kind === "still");
    expect(stills).toHaveLength(2);
    const { result } = dataOf(events, "task-end")[0] ?? {};
    expect(result?.degraded).toEqual([
      { scene: null, wanted: "music", got: "no music", reason: "The composer is on strike." },
    ]);
  });

  it("costs one scene its picture, not its siblings theirs", async () => {
    const draws = (draft: Providers) => ({
      image: {
        ...draft.image,
        generate: (...[wish, context]: Parameters<Providers["image"]["generate"]>) =>
          wish.seed % 2 === 0
            ? Promise.reject(new PixoraError("vendor_failed", "No ink."))
            : draft.image.generate(wish, context),
      },
    });
    const events = await collect(
      anAgent(draws).stream({ ...short, music: false, characterConsistency: false, seed: 1 }),
    );
    const kinds = dataOf(events, "asset-ready").map(({ asset, scene }) => `${scene} ${asset.kind}`);
    expect(kinds.sort()).toEqual(["0 still", "1 title_card"]);
    expect(dataOf(events, "task-end")[0]?.result?.degraded).toEqual([
      { scene: 1, wanted: "a picture", got: "a title card", reason: "No ink." },
    ]);
  });

  it("costs a scene its picture too when the vendor's file is broken, and the broken file is not announced", async () => {
    const torn = (draft: Providers) => ({
      image: {
        ...draft.image,
        generate: async (...[wish, context]: Parameters<Providers["image"]["generate"]>) => {
          const whole = await draft.image.generate(wish, context);
          return { ...whole, bytes: whole.bytes.slice(0, 2000) };
        },
      },
    });
    const plain = { ...short, music: false, characterConsistency: false, scenes: 1 };
    const events = await collect(anAgent(torn).stream(plain));
    expect(dataOf(events, "asset-ready").map(({ asset }) => asset.kind)).toEqual(["title_card"]);
    expect(dataOf(events, "task-end")[0]?.result?.degraded).toMatchObject([{ scene: 0, got: "a title card" }]);
  });

  it("ends the task when no plan can help", async () => {
    const full = new PixoraError("output_unwritable", "The disk is full.");
    const noDisk = (draft: Providers) => ({ storage: { ...draft.storage, put: () => Promise.reject(full) } });
    const events = await collect(anAgent(noDisk).stream({ ...short, music: false, characterConsistency: false }));
    expect(dataOf(events, "task-end")[0]).toEqual({
      status: "failed",
      result: null,
      error: { code: "output_unwritable", message: "The disk is full.", retryable: false },
    });
  });
});

describe("a task that is cancelled", () => {
  it("stops, says so and leaves no temporary file", async () => {
    const stop = new AbortController();
    const events: TaskEvent[] = [];
    for await (const event of anAgent().stream({ ...short, music: false }, { signal: stop.signal })) {
      events.push(event);
      if (event.event === "segment-ready") stop.abort();
    }
    expect(events.at(-1)).toMatchObject({
      event: "task-end",
      data: { status: "cancelled", error: { code: "cancelled" } },
    });
    expect(await readdir(join(folder, "work"))).toEqual([]);
  });

  it("is cancelled too by who leaves the loop", async () => {
    for await (const event of anAgent().stream({ ...short, music: false })) {
      if (event.event === "segment-ready") break;
    }
    expect(await readdir(join(folder, "work"))).toEqual([]);
  });
});

describe("a request that cannot become a task", () => {
  it.each([
    ["an empty prompt", { prompt: " " }, "invalid_request", /prompt: must not be empty/],
    ["a language nobody speaks", { prompt: "x", language: "tlh" }, "unsupported_language", /--no-narration/],
    ["too many scenes", { prompt: "x", durationSeconds: 5, scenes: 6 }, "invalid_request", /at most 5 scenes/],
  ])("is refused for %s before anything starts", async (_what, request, code, message) => {
    const events = anAgent().stream(request);
    await expect(events.next()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

describe("the price", () => {
  it("of a draft is nothing, by capability", async () => {
    const estimate = await anAgent().estimate({ prompt: "A fox" });
    expect(estimate.totalUsd).toEqual({ min: 0, max: 0 });
    expect(estimate.capabilities.map(({ capability, vendor }) => `${capability} ${vendor}`)).toEqual([
      "language draft",
      "image draft",
      "speech draft",
      "music draft",
    ]);
  });

  it("that passes the budget stops the film before it costs anything", async () => {
    const dear = (draft: Providers) => ({ image: { ...draft.image, price: () => ({ minUsd: 1, maxUsd: 2 }) } });
    const events = anAgent(dear).stream({ ...short, budgetUsd: 3 });
    await expect(events.next()).rejects.toMatchObject({ code: "over_budget" });
  });
});
