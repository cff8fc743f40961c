/** `GET /ai/tasks/{id}/events`: all that happens to a task, as a stream or page by page. */
import { describe, expect, it } from "vitest";
import type { TaskEvent } from "../../models/event.ts";
import { type Heard, numbers, parseHeard, readStream } from "../server/stream/stream-reader.ts";
import { openStaged, refusalOf, rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

/** The blocks of a stream that has ended. */
function heardIn(text: string): Heard[] {
  expect(text.endsWith("\n\n")).toBe(true);
  return text.slice(0, -2).split("\n\n").map(parseHeard);
}

const idsIn = (text: string) => heardIn(text).flatMap(({ id }) => (id === null ? [] : [id]));

export function describeEvents(kind: StoreKind): void {
  describeReplay(kind);
  describeEventPages(kind);
  describeLiveEvents(kind);
}

/** A suite whose server has made one film. */
function filmOfSuite(kind: StoreKind) {
  const rig = rigOfSuite({ kind });
  let making: Promise<string> | null = null;
  const make = async () => {
    const id = await rig().order();
    await rig().ended(id);
    return id;
  };
  const film = () => (making ??= make());
  const events = async (query = "", headers: Record<string, string> = {}, method = "GET") =>
    rig().ask(method, `/ai/tasks/${await film()}/events${query}`, { headers });
  return { rig, film, events };
}

function describeReplay(kind: StoreKind): void {
  describe(`the events of a task that has ended over ${kind}`, () => {
    const { rig, film, events } = filmOfSuite(kind);
    const lastId = async () => idsIn((await events()).text).at(-1) ?? 0;

    it("are told from the first to the last, each with its id, its name and its data", async () => {
      const { status, text } = await events();
      expect(status).toBe(200);
      const [first, ...heard] = heardIn(text);
      expect(first).toMatchObject({ retry: 2000, id: null });
      expect(heard.map(({ id }) => id)).toEqual(numbers(1, heard.length));
      for (const { id, name, data } of heard) {
        expect(data).toMatchObject({ id, event: name, taskId: await film(), at: expect.stringMatching(/Z$/) });
      }
      expect(heard[0]?.name).toBe("task-start");
      expect(heard.at(-1)?.name).toBe("task-end");
      for (const name of ["plan-ready", "step-start", "step-progress", "step-end", "asset-ready", "cost-update"]) {
        expect(heard.map((one) => one.name)).toContain(name);
      }
    });

    it("come as a stream that nothing on the way keeps or packs", async () => {
      const expected = {
        "content-type": "text/event-stream",
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      };
      expect(Object.fromEntries((await events()).headers)).toMatchObject(expected);
      const head = await events("", {}, "HEAD");
      expect([head.status, head.text]).toEqual([200, ""]);
      expect(Object.fromEntries(head.headers)).toMatchObject(expected);
    });

    it("go on after the last one that is known, by header or query; the header counts more", async () => {
      const last = await lastId();
      const since = async (query: string, headers = {}) => idsIn((await events(query, headers)).text);
      expect(await since("", { "last-event-id": "5" })).toEqual(numbers(6, last));
      expect(await since("?lastEventId=7")).toEqual(numbers(8, last));
      expect(await since("?lastEventId=7", { "last-event-id": "9" })).toEqual(numbers(10, last));
      expect(await since(`?lastEventId=${last - 1}`)).toEqual([last]);
      for (const id of ["0", ""]) expect(await since("", { "last-event-id": id })).toEqual(numbers(1, last));
    });

    it("are nothing for who knows the last one: connect no more", async () => {
      const last = await lastId();
      for (const known of [last, last + 1, 2 ** 31]) {
        const answer = await events("", { "last-event-id": String(known) });
        expect([known, answer.status, answer.text]).toEqual([known, 204, ""]);
      }
    });

    it.each(["x", "-1", "1.5", "1e99", String(2 ** 31 + 1), "1,2"])("are not told after %s", async (id) => {
      const byHeader = refusalOf(await events("", { "last-event-id": id }), 422, "invalid_request");
      expect(byHeader.errors?.[0]).toEqual({ path: "last-event-id", message: "must be the id of an event" });
      const byQuery = refusalOf(await events(`?lastEventId=${id}`), 422, "invalid_request");
      expect(byQuery.errors?.[0]).toEqual({ path: "lastEventId", message: "must be the id of an event" });
    });

    it("name no place of this machine, and lead to files that are there", async () => {
      const { text } = await events();
      expect(text).not.toContain(rig().folder);
      const end = heardIn(text).at(-1)?.data;
      const result = end?.event === "task-end" ? end.data.result : null;
      expect(result?.videoUrl).toBe(`/ai/tasks/${await film()}/video`);
      for (const url of [result?.videoUrl, result?.manifestUrl]) {
        expect((await rig().ask("GET", String(url))).status).toBe(200);
      }
    });

    it("are the same at every server", async () => {
      const other = await rig().another();
      const { text } = await other.ask("GET", `/ai/tasks/${await film()}/events`);
      expect(text).toBe((await events()).text);
    });

    it("are for their owner alone", async () => {
      const path = `/ai/tasks/${await film()}/events`;
      refusalOf(await rig().ask("GET", path, { as: "bob" }), 404, "not_found");
      refusalOf(await rig().ask("GET", path, { as: null }), 401, "unauthenticated");
      expect((await rig().ask("GET", path, { as: "viewer" })).status).toBe(200);
    });

    it("lead to where the service is reached, when that is known", async () => {
      const named = await rigOfTest({ kind, environment: { PIXORA_PUBLIC_URL: "https://films.example.com/" } });
      const id = await named.order();
      const task = await named.ended(id);
      const { text } = await named.ask("GET", `/ai/tasks/${id}/events`);
      const place = `https://films.example.com/ai/tasks/${id}`;
      expect(heardIn(text).at(-1)?.data).toMatchObject({ data: { result: { videoUrl: `${place}/video` } } });
      expect(task.result).toMatchObject({ videoUrl: `${place}/video`, manifestUrl: `${place}/manifest` });
      expect(JSON.stringify(task.scenes)).toContain(`${place}/assets/`);
    });
  });
}

function describeEventPages(kind: StoreKind): void {
  describe(`pages of events over ${kind}`, () => {
    const { events } = filmOfSuite(kind);
    const page = async (query = "", accept = "application/json") => {
      const { headers, json } = await events(query, { accept });
      expect(headers.get("content-type")).toBe("application/json");
      return json<{ data: TaskEvent[]; nextCursor: string | null }>();
    };

    it("have all that the stream has, from the first to the last", async () => {
      const streamed = heardIn((await events()).text).flatMap(({ data }) => (data ? [data] : []));
      expect(await page()).toEqual({ data: streamed, nextCursor: null });
      const read: TaskEvent[] = [];
      for (let cursor: string | null = "0"; cursor !== null; ) {
        const next: Awaited<ReturnType<typeof page>> = await page(`?limit=7&lastEventId=${cursor}`);
        expect(next.data.length).toBeLessThanOrEqual(7);
        read.push(...next.data);
        cursor = next.nextCursor;
      }
      expect(read).toEqual(streamed);
    });

    it("are empty for who knows all", async () => {
      const last = (await page()).data.at(-1)?.id;
      expect(await page(`?lastEventId=${last}`)).toEqual({ data: [], nextCursor: null });
    });

    it("are sent to who takes no stream", async () => {
      for (const accept of ["text/event-stream", "*/*", "application/json, text/event-stream"]) {
        const { headers } = await events("", { accept });
        expect([accept, headers.get("content-type")]).toEqual([accept, "text/event-stream"]);
      }
      expect((await page("?limit=1", "text/html, application/json;q=0.9")).data).toHaveLength(1);
    });

    it.each(["0", "1001", "all", ""])("have no limit of %j", async (limit) => {
      const answer = await events(`?limit=${limit}`, { accept: "application/json" });
      expect(refusalOf(answer, 422, "invalid_request").errors).toMatchObject([{ path: "limit" }]);
    });
  });
}

function describeLiveEvents(kind: StoreKind): void {
  describe(`the events of a task that goes on over ${kind}`, () => {
    const follow = async (rig: Awaited<ReturnType<typeof rigOfTest>>, id: string, headers = {}) => {
      const answer = await rig.open("GET", `/ai/tasks/${id}/events`, { headers });
      expect(answer.status).toBe(200);
      return readStream(answer.body ?? new ReadableStream());
    };

    it("come as they happen, and the stream ends with the task", async () => {
      const { stage, rig, id } = await openStaged(kind);
      const reader = await follow(rig, id);
      expect(await reader.ids(4)).toEqual(numbers(1, 4));
      stage.open();
      const rest = await reader.idsToEnd();
      expect(rest).toEqual(numbers(5, 4 + rest.length));
      expect(idsIn((await rig.ask("GET", `/ai/tasks/${id}/events`)).text).at(-1)).toBe(rest.at(-1));
    });

    it("go on at another server from the last one that is known", async () => {
      const { stage, rig, id } = await openStaged(kind);
      const first = await follow(rig, id);
      expect(await first.ids(3)).toEqual(numbers(1, 3));
      await first.leave();
      const second = await follow(await rig.another(), id, { "last-event-id": "3" });
      stage.open();
      const rest = await second.idsToEnd();
      expect(rest).toEqual(numbers(4, 3 + rest.length));
      expect(await rig.ended(id)).toMatchObject({ status: "completed" });
    });

    it("are waited for before the task's turn", async () => {
      const rig = await rigOfTest({ kind, environment: { PIXORA_WORKERS: "0" } });
      const id = await rig.order();
      const reader = await follow(rig, id);
      expect(await reader.next()).toMatchObject({ retry: 2000 });
      expect(
        (await rig.ask("GET", `/ai/tasks/${id}/events`, { headers: { accept: "application/json" } })).json(),
      ).toEqual({
        ...{ data: [], nextCursor: null },
      });
      await rig.ask("POST", `/ai/tasks/${id}/cancel`);
      const ids = await reader.idsToEnd();
      expect(ids).toEqual(numbers(1, ids.length));
      expect(ids.length).toBeGreaterThan(1);
    });

    it("go on with new ids when the task is gone on with", async () => {
      const { stage, rig, id } = await openStaged(kind);
      await rig.ask("POST", `/ai/tasks/${id}/cancel`);
      await rig.ended(id);
      const before = idsIn((await rig.ask("GET", `/ai/tasks/${id}/events`)).text);
      stage.open();
      expect((await rig.ask("POST", `/ai/tasks/${id}/resume`)).status).toBe(202);
      expect(await rig.ended(id)).toMatchObject({ status: "completed" });
      const after = heardIn((await rig.ask("GET", `/ai/tasks/${id}/events?lastEventId=${before.length}`)).text);
      expect(after[1]?.id).toBe(before.length + 1);
      expect(after.at(-1)).toMatchObject({ name: "task-end", data: { data: { status: "completed" } } });
    });
  });
}
