import { randomUUID } from "node:crypto";
import { Annotation, Command, END, interrupt, Send, START, StateGraph } from "@langchain/langgraph";
import {
  type BaseCheckpointSaver,
  type Checkpoint,
  type CheckpointMetadata,
  DeltaSnapshot,
  emptyCheckpoint,
  INTERRUPT,
  uuid6,
} from "@langchain/langgraph-checkpoint";
import { deltaChannelHistoryTests, specTest } from "@langchain/langgraph-checkpoint-validation";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimAgain, claimed, type OpenedStores } from "./task-samples.ts";

const metadata: CheckpointMetadata = { source: "loop", step: 0, parents: {} };

/** What every saver keeps: LangGraph's own suite, and what it does not ask. */
export function describeSaver(name: string, open: () => Promise<OpenedStores>): void {
  describe(`${name} passes LangGraph's own suite`, () => runValidation(name, open));

  describe(`${name} keeps the saver contract`, () => {
    let opened: OpenedStores;
    let saver: BaseCheckpointSaver;
    beforeEach(async () => {
      opened = await open();
      saver = opened.stores.saver(null);
    });
    afterEach(() => opened.close());

    const threadConfig = (thread_id: string) => ({ configurable: { thread_id, checkpoint_ns: "" } });
    const newThread = () => threadConfig(randomUUID());
    const valuesAt = async (config: Parameters<typeof saver.get>[0]) => (await saver.get(config))?.channel_values;
    const pendingAt = async (config: Parameters<typeof saver.get>[0]) => (await saver.getTuple(config))?.pendingWrites;

    it("two forks of one checkpoint share no value", async () => {
      const first = saver.getNextVersion(undefined);
      const root = await saver.put(newThread(), checkpointWith({ scenes: ["one"] }, { scenes: first }), metadata, {
        scenes: first,
      });
      const forks = ["left", "right"].map((scenes) => ({ scenes, version: saver.getNextVersion(first) }));
      const configs = await Promise.all(
        forks.map(({ scenes, version }) => {
          const versions = { scenes: version };
          return saver.put(root, checkpointWith({ scenes }, versions), metadata, versions);
        }),
      );
      expect(forks[0]?.version).not.toBe(forks[1]?.version);
      expect(await Promise.all([root, ...configs].map(valuesAt))).toEqual([
        { scenes: ["one"] },
        { scenes: "left" },
        { scenes: "right" },
      ]);
    });

    it("versions grow, whatever the random end", () => {
      let version = saver.getNextVersion(undefined);
      for (let step = 0; step < 12; step += 1) {
        const next = saver.getNextVersion(version);
        expect(next > version).toBe(true);
        version = next;
      }
    });

    it("a channel that did not change is not written again", async () => {
      const versions = { big: saver.getNextVersion(undefined), small: saver.getNextVersion(undefined) };
      const big = "x".repeat(2 ** 20);
      const root = await saver.put(newThread(), checkpointWith({ big, small: 1 }, versions), metadata, versions);
      const small = saver.getNextVersion(versions.small);
      // Another value under the same version: it would come back if it were written.
      const next = checkpointWith({ big: "written again", small: 2 }, { ...versions, small });
      const config = await saver.put(root, next, metadata, { small });
      expect(await valuesAt(config)).toEqual({ big, small: 2 });
    });

    it("overlapping writes and checkpoints lose nothing", async () => {
      const config = newThread();
      const head = { ...config.configurable, checkpoint_id: uuid6(1) };
      const tasks = Array.from({ length: 20 }, (_, index) => `task-${String(index).padStart(2, "0")}`);
      await Promise.all([
        ...tasks.slice(0, 10).map((id) => saver.putWrites({ configurable: head }, [["scenes", id]], id)),
        saver.put(config, { ...checkpointWith({}, {}), id: head.checkpoint_id }, metadata, {}),
        ...tasks.slice(10).map((id) => saver.putWrites({ configurable: head }, [["scenes", id]], id)),
      ]);
      expect(await pendingAt({ configurable: head })).toEqual(tasks.map((id) => [id, "scenes", id]));
    });

    it("values keep their types", async () => {
      const values = {
        bytes: new Uint8Array([0, 128, 255]),
        none: new Uint8Array(),
        inside: { bytes: new Uint8Array([1]), when: new Date(86_400_000), absent: undefined, list: [undefined, null] },
        map: new Map<string, unknown>([["a", new Set([new Date(0), 2n])]]),
        numbers: [Number.NaN, Number.POSITIVE_INFINITY, -0, 0.1],
        pattern: /a+/giu,
        snapshot: new DeltaSnapshot([new Date(1)]),
        odd: JSON.parse('{"__proto__": {"a": 1}, "__kept": "date", "value": 3}'),
        text: "漢字 \u0000 \ud83e\udd8a",
        nothing: undefined,
      };
      const versions = Object.fromEntries(Object.keys(values).map((key) => [key, saver.getNextVersion(undefined)]));
      const config = await saver.put(newThread(), checkpointWith(values, versions), metadata, versions);
      expect(await valuesAt(config)).toStrictEqual(values);
    });

    it("an error keeps its name, its message and its cause", async () => {
      const failure = new RangeError("too far", { cause: new TypeError("no number") });
      const version = saver.getNextVersion(undefined);
      const config = await saver.put(newThread(), checkpointWith({ failure }, { failure: version }), metadata, {
        failure: version,
      });
      const read = (await valuesAt(config))?.failure;
      expect(read).toBeInstanceOf(Error);
      expect(read).toMatchObject({ name: "RangeError", message: "too far", cause: { name: "TypeError" } });
    });

    it("writes come back in the order in which a superstep takes them in", async () => {
      const config = await saver.put(newThread(), checkpointWith({}, {}), metadata, {});
      await saver.putWrites(
        config,
        [
          ["scenes", "b1"],
          ["music", "b2"],
        ],
        "task-b",
        "~2, push",
      );
      await saver.putWrites(config, [["scenes", "c"]], "task-c", "~1, pull");
      await saver.putWrites(config, [["scenes", "z"]], "task-z");
      expect((await pendingAt(config))?.map(([, , value]) => value)).toEqual(["z", "c", "b1", "b2"]);
    });

    it("writes that are sent again change nothing, and LangGraph's own marks replace each other", async () => {
      const config = await saver.put(newThread(), checkpointWith({}, {}), metadata, {});
      await saver.putWrites(
        config,
        [
          ["scenes", "first"],
          [INTERRUPT, "ask"],
        ],
        "task-a",
        "~1",
      );
      await saver.putWrites(
        config,
        [
          ["scenes", "second"],
          [INTERRUPT, "ask again"],
        ],
        "task-a",
        "~1",
      );
      expect(await pendingAt(config)).toEqual([
        ["task-a", INTERRUPT, "ask again"],
        ["task-a", "scenes", "first"],
      ]);
    });

    it("a deleted thread is gone with all its namespaces, and the others stay", async () => {
      const [config, other] = [newThread(), newThread()];
      const inner = { configurable: { ...config.configurable, checkpoint_ns: "inner:1" } };
      for (const place of [config, inner, other]) await saver.put(place, checkpointWith({}, {}), metadata, {});
      await saver.deleteThread(config.configurable.thread_id);
      expect(await saver.getTuple(config)).toBeUndefined();
      expect(await saver.getTuple(inner)).toBeUndefined();
      expect(await saver.getTuple(other)).toBeDefined();
      await saver.put(config, checkpointWith({}, {}), metadata, {});
      expect(await saver.getTuple(config)).toBeDefined();
    });

    it("threads may be called anything", async () => {
      const names = ["../up", "a/b", "{a}", "a:b", "漢字", "__proto__", " ", "x".repeat(300)];
      for (const thread_id of names) {
        const version = saver.getNextVersion(undefined);
        const checkpoint = checkpointWith({ name: thread_id }, { name: version });
        await saver.put({ configurable: { thread_id } }, checkpoint, metadata, { name: version });
      }
      for (const thread_id of names)
        expect(await valuesAt({ configurable: { thread_id } })).toEqual({ name: thread_id });
      const listed = await collect(saver.list({}));
      expect(listed.map(({ config }) => config.configurable?.thread_id).sort()).toEqual(names.sort());
    });

    it("a listing is newest first, and as short as it is wanted", async () => {
      const config = newThread();
      const ids = [1, 2, 3, 4].map((step) => uuid6(step));
      for (const [step, id] of ids.entries()) {
        await saver.put(
          config,
          { ...checkpointWith({}, {}), id },
          { ...metadata, step, parents: { "": `${step % 2}` } },
          {},
        );
      }
      const listed = async (options: Parameters<typeof saver.list>[1]) =>
        (await collect(saver.list(config, options))).map(({ checkpoint }) => ids.indexOf(checkpoint.id));
      expect(await listed({})).toEqual([3, 2, 1, 0]);
      expect(await listed({ limit: 0 })).toEqual([]);
      expect(await listed({ limit: 1, filter: { parents: { "": "0" } } })).toEqual([2]);
      const before = { configurable: { ...config.configurable, checkpoint_id: ids[2] } };
      expect(await listed({ before, limit: 5 })).toEqual([1, 0]);
    });

    it("a config without a thread is refused", async () => {
      const put = saver.put({ configurable: {} }, checkpointWith({}, {}), metadata, {});
      await expect(put).rejects.toMatchObject({ code: "internal" });
    });

    it("a task's holder writes its thread, and everybody reads it", async () => {
      const fence = await claimed(opened.stores);
      const version = saver.getNextVersion(undefined);
      const config = await opened.stores
        .saver(fence)
        .put(threadConfig(fence.taskId), checkpointWith({ plan: 1 }, { plan: version }), metadata, { plan: version });
      await opened.stores.saver(fence).putWrites(config, [["plan", 2]], "task-a");
      const other = opened.reopen ? await opened.reopen() : opened.stores;
      const tuple = await other.saver(null).getTuple(threadConfig(fence.taskId));
      expect(tuple?.checkpoint.channel_values).toEqual({ plan: 1 });
      expect(tuple?.pendingWrites).toEqual([["task-a", "plan", 2]]);
      if (other !== opened.stores) await other.close();
    });

    it("a run that stopped half way goes on in another process, and can be forked", async () => {
      const built = (checkpointer: BaseCheckpointSaver) => reviewGraph().compile({ checkpointer });
      const config = newThread();
      const options = { ...config, durability: "sync" as const };
      await built(saver).invoke({ scenes: [] }, options);
      const other = opened.reopen ? await opened.reopen() : opened.stores;
      const graph = built(other.saver(null));
      expect((await graph.getState(config)).next).toEqual(["review"]);
      const done = await graph.invoke(new Command({ resume: "good" }), options);
      expect(done.scenes).toEqual(["draw 1", "draw 2", "draw 3", "good"]);
      const asked = (await collect(graph.getStateHistory(config))).find(({ next }) => next.includes("review"));
      if (!asked) throw new Error("The run's history does not hold where it was asked.");
      const forks = await Promise.all(
        ["left", "right"].map((word) => graph.updateState(asked.config, { scenes: [word] }, "review")),
      );
      const states = await Promise.all(forks.map((fork) => graph.getState(fork)));
      const last = states.map(({ values }) => values.scenes.at(-1));
      expect(last).toEqual(["left", "right"]);
      if (other !== opened.stores) await other.close();
    });

    it("a holder is refused as soon as another one has the task", async () => {
      const stale = await claimed(opened.stores, 50);
      const writer = opened.stores.saver(stale);
      const config = await writer.put(threadConfig(stale.taskId), checkpointWith({}, {}), metadata, {});
      await claimAgain(opened.stores, stale.taskId);
      const put = writer.put(config, checkpointWith({}, {}), metadata, {});
      await expect(put).rejects.toMatchObject({ code: "fenced" });
      await expect(writer.putWrites(config, [["plan", 1]], "task-a")).rejects.toMatchObject({ code: "fenced" });
      expect(await collect(saver.list(threadConfig(stale.taskId)))).toHaveLength(1);
      expect(await pendingAt(config)).toEqual([]);
    });
  });
}

/** Draws three scenes at once, then asks somebody. */
function reviewGraph() {
  const scenes = Annotation<string[]>({ reducer: (known, more) => [...known, ...more], default: () => [] });
  return new StateGraph(Annotation.Root({ scenes }))
    .addNode("plan", () => ({}))
    .addNode("draw", ({ number }: { number: number }) => ({ scenes: [`draw ${number}`] }))
    .addNode("review", () => ({ scenes: [interrupt<string, string>("Is it good?")] }))
    .addEdge(START, "plan")
    .addConditionalEdges("plan", () => [1, 2, 3].map((number) => new Send("draw", { number })), ["draw"])
    .addEdge("draw", "review")
    .addEdge("review", END);
}

/** LangGraph's suite finds vitest's functions as globals, and wants empty data for each part. */
function runValidation(checkpointerName: string, open: () => Promise<OpenedStores>): void {
  Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it });
  const opened = new WeakMap<BaseCheckpointSaver, OpenedStores>();
  const initializer = {
    checkpointerName,
    async createCheckpointer() {
      const stores = await open();
      const saver = stores.stores.saver(null);
      opened.set(saver, stores);
      return saver;
    },
    destroyCheckpointer: async (saver: BaseCheckpointSaver) => opened.get(saver)?.close(),
  };
  specTest(initializer);
  deltaChannelHistoryTests(initializer);
}

function checkpointWith(channel_values: Record<string, unknown>, channel_versions: Record<string, number>): Checkpoint {
  return { ...emptyCheckpoint(), id: uuid6(0), channel_values, channel_versions };
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
