/** `GET /ai/tasks/{id}/events?mode=`: LangGraph's own stream, to debug with. */
import { describe, expect, it } from "vitest";
import type { ServiceRig } from "../server/service-rig.ts";
import { openStaged, refusalOf, rigOfSuite, type StoreKind } from "./service-routes-rig.ts";

interface Chunk {
  event: string;
  data: unknown;
}

/** What a stream says, in its order; comments and the greeting aside. */
function chunksIn(text: string): Chunk[] {
  const blocks = text.split("\n\n").map((block) => /^event: (.*)\ndata: (.*)$/.exec(block));
  return blocks.flatMap((block) => (block ? [{ event: block[1] ?? "", data: JSON.parse(block[2] ?? "") }] : []));
}

const namesOf = (chunks: readonly Chunk[]) => new Set(chunks.map(({ event }) => event));

const ALL = "values,updates,messages,custom";

export function describeGraphEvents(kind: StoreKind): void {
  describeLiveGraph(kind);
  describeEndedGraph(kind);
}

function describeLiveGraph(kind: StoreKind): void {
  describe(`?mode= of a task that runs over ${kind}`, () => {
    /** The stream is open, and what runs the task has heard of it. */
    const watch = async (rig: ServiceRig, id: string, mode: string, watched = rig.stores.signals) => {
      const heard = new Promise<void>((resolve) => {
        const leave = watched.listen(`graph-watchers:${id}`, () => {
          leave();
          resolve();
        });
      });
      const answer = await rig.open("GET", `/ai/tasks/${id}/events?mode=${mode}`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
      await heard;
      return answer.text().then(chunksIn);
    };

    it("tells the state first, then each chunk as it comes, and ends with the task", async () => {
      const { stage, rig, id } = await openStaged(kind);
      const telling = watch(rig, id, ALL);
      await expect.poll(() => rig.lines.join()).toContain("/events");
      stage.open();
      const chunks = await telling;
      expect(chunks[0]).toEqual({ event: "metadata", data: { taskId: id, modes: ALL.split(",") } });
      expect(chunks[1]).toMatchObject({ event: "values", data: { request: { prompt: expect.any(String) } } });
      expect(namesOf(chunks)).toEqual(new Set(["metadata", ...ALL.split(",")]));
      const updates = chunks.filter(({ event }) => event === "updates").flatMap(({ data }) => Object.keys(data ?? {}));
      expect(updates).toContain("video_composer");
      expect((await rig.ended(id)).status).toBe("completed");
    });

    it("tells the modes that are asked for, and no others", async () => {
      const { stage, rig, id } = await openStaged(kind);
      const telling = watch(rig, id, "updates");
      await expect.poll(() => rig.lines.join()).toContain("/events");
      stage.open();
      expect(namesOf(await telling)).toEqual(new Set(["metadata", "updates"]));
    });

    // Words between processes are Redis's: file stores are one process's.
    it.runIf(kind === "redis")("tells it at another server than the one that makes the film", async () => {
      const { stage, rig, id } = await openStaged(kind);
      const other = await rig.another();
      const telling = watch(other, id, "values,updates", rig.stores.signals);
      await expect.poll(() => other.lines.join()).toContain("/events");
      stage.open();
      const chunks = await telling;
      expect(namesOf(chunks)).toEqual(new Set(["metadata", "values", "updates"]));
    });
  });
}

function describeEndedGraph(kind: StoreKind): void {
  describe(`?mode= over ${kind}`, () => {
    const rig = rigOfSuite({ kind });

    it("tells the last state of a task that has ended, and ends", async () => {
      const id = await rig().order();
      await rig().ended(id);
      const { text } = await rig().ask("GET", `/ai/tasks/${id}/events?mode=values`);
      const chunks = chunksIn(text);
      expect(chunks.map(({ event }) => event)).toEqual(["metadata", "values"]);
      expect(chunks[1]?.data).toMatchObject({ film: { video: { durationSeconds: 5 } } });
      const { text: updates } = await rig().ask("GET", `/ai/tasks/${id}/events?mode=updates`);
      expect(chunksIn(updates).map(({ event }) => event)).toEqual(["metadata"]);
    });

    it.each(["all", "", "values,", "values,all", "VALUES", "__proto__"])("knows no mode %j", async (mode) => {
      const answer = await rig().ask("GET", `/ai/tasks/${await rig().order()}/events?mode=${mode}`);
      expect(refusalOf(answer, 422, "invalid_request").errors?.[0]?.path).toMatch(/^mode/);
    });

    it("is for the task's owner alone, and sends a head without a body", async () => {
      const path = `/ai/tasks/${await rig().order()}/events?mode=values`;
      refusalOf(await rig().ask("GET", path, { as: "bob" }), 404, "not_found");
      const head = await rig().ask("HEAD", path);
      expect([head.status, head.text, head.headers.get("content-type")]).toEqual([200, "", "text/event-stream"]);
    });
  });
}
