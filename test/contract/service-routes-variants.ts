/** `POST /ai/tasks/{id}/variants`: a finished film once more, put together otherwise. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TaskEvent } from "../../models/event.ts";
import type { Asked, ServiceRig } from "../server/service-rig.ts";
import { createStage, openStaged, refusalOf, rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

const TALL = { aspectRatio: "9:16", captions: "burned", captionStyle: "scrim" } as const;

const WRITTEN_OTHERWISE = { captionStyle: "scrim", captions: "burned", aspectRatio: "9:16" };

export function describeVariants(kind: StoreKind): void {
  describeOrdering(kind);
  describeRefusals(kind);
  describeDeletions(kind);
}

async function film(rig: ServiceRig): Promise<string> {
  const id = await rig.order();
  expect(await rig.ended(id)).toMatchObject({ status: "completed" });
  return id;
}

/** A finished film, and one worker that is held up with another one. */
async function openBusy(kind: StoreKind, environment: Record<string, string> = {}) {
  const stage = createStage();
  const rig = await rigOfTest({ kind, onDraw: stage.onDraw, environment: { PIXORA_WORKERS: "1", ...environment } });
  const source = await film(rig);
  stage.close();
  await rig.order();
  await stage.waiting();
  return { rig, source, stage };
}

function order(rig: ServiceRig, id: string, { body = TALL, ...asked }: Asked = {}) {
  return rig.ask("POST", `/ai/tasks/${id}/variants`, { body, ...asked });
}

/** The id of a variant that has its film. */
async function variant(rig: ServiceRig, id: string, asked: Asked = {}): Promise<string> {
  const answer = await order(rig, id, asked);
  expect(answer.status).toBe(202);
  const variantId = answer.json<{ id: string }>().id;
  expect(await rig.ended(variantId)).toMatchObject({ status: "completed" });
  return variantId;
}

/** Names of the files that a task's events tell. */
async function assetsOf(rig: ServiceRig, id: string): Promise<string[]> {
  const answer = await rig.ask("GET", `/ai/tasks/${id}/events?limit=1000`, { headers: { accept: "application/json" } });
  const { data } = answer.json<{ data: TaskEvent[] }>();
  const keys = data.flatMap((event) => (event.event === "asset-ready" ? [event.data.asset.key] : []));
  return [...new Set(keys)].sort();
}

function describeOrdering(kind: StoreKind): void {
  describe(`a variant that is ordered over ${kind}`, () => {
    it("is a task of its own, for nothing, with all that the film is made from", async () => {
      const rig = await rigOfTest({ kind, environment: { PIXORA_OWNER_BUDGET_USD: "0" } });
      const source = await film(rig);
      const drawn = await readdir(join(rig.folder, "assets"));
      const answer = await order(rig, source);
      const task = answer.json<{ id: string; request: object }>();
      expect([answer.status, answer.headers.get("location")]).toEqual([202, `/ai/tasks/${task.id}`]);
      expect(task.id).not.toBe(source);
      expect(task).toMatchObject({ status: "queued", variantOf: source, request: { ...TALL, budgetUsd: 0 } });
      const ended = await rig.ended(task.id);
      expect(ended).toMatchObject({ status: "completed", progress: 100, variantOf: source, request: task.request });
      expect(ended).toMatchObject({ cost: { estimatedUsd: 0, spentUsd: 0 }, result: { degraded: [] } });
      const scene = { status: "done", thumbnail: expect.stringContaining(`/ai/tasks/${task.id}/assets/`) };
      expect(ended.scenes).toMatchObject([scene, scene]);
      expect((await rig.ask("GET", `/ai/tasks/${task.id}/video`)).text).toBe("film");
      const manifest = (await rig.ask("GET", `/ai/tasks/${task.id}/manifest`)).json();
      expect(manifest).toMatchObject({ taskId: task.id, variantOf: source, bill: [], costUsd: 0 });
      expect(await readdir(join(rig.folder, "assets"))).toEqual(drawn);
      expect(await assetsOf(rig, task.id)).toEqual(await assetsOf(rig, source));
    });

    it("is the same task when it is sent again under its key, and another change is refused", async () => {
      const rig = await rigOfTest({ kind });
      const source = await film(rig);
      const headers = { "idempotency-key": "tall" };
      const first = await order(rig, source, { headers });
      expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([202, null]);
      const again = await order(rig, source, { headers, body: WRITTEN_OTHERWISE });
      expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([202, "true"]);
      expect(again.json().id).toBe(first.json().id);
      const other = await order(rig, source, { headers, body: { aspectRatio: "1:1" } });
      refusalOf(other, 422, "idempotency_mismatch");
      const { id } = first.json<{ id: string }>();
      await rig.ended(id);
      const ofVariant = await order(rig, id, { headers, body: { aspectRatio: "1:1" } });
      refusalOf(ofVariant, 422, "idempotency_mismatch");
    });

    it("is refused where it would be the film that is there", async () => {
      const rig = await rigOfTest({ kind });
      const answer = await order(rig, await film(rig), { body: { aspectRatio: "16:9" } });
      expect(refusalOf(answer, 422, "invalid_request").detail).toContain("change aspectRatio");
    });

    it("may be the source of another one, at another server", async () => {
      const rig = await rigOfTest({ kind });
      const first = await variant(rig, await film(rig));
      const other = await rig.another();
      const second = await other.ask("POST", `/ai/tasks/${first}/variants`, { body: { fit: null, captions: "none" } });
      const { id } = second.json<{ id: string }>();
      const request = { aspectRatio: "9:16", captions: "none", fit: null };
      expect(await rig.ended(id)).toMatchObject({ status: "completed", variantOf: first, request });
    });
  });
}

function describeRefusals(kind: StoreKind): void {
  describe(`a variant that is refused over ${kind}`, () => {
    const rig = rigOfSuite({ kind });

    it.each([
      ["no change", {}],
      ["a field that would need a vendor", { ...TALL, style: "anime" }],
      ["a field that nobody knows", { aspect: "9:16" }],
      ["a shape that there is not", { aspectRatio: "4:3" }],
      ["nothing where something must be", { resolution: null }],
      ["no object", []],
    ])("is one with %s", async (_what, body) => {
      const { errors } = refusalOf(await order(rig(), await film(rig()), { body }), 422, "invalid_request");
      expect(errors?.length).toBeGreaterThan(0);
    });

    it("is one of a task that is nobody's, or another owner's", async () => {
      refusalOf(await order(rig(), "20261122-174501-x7k2q9"), 404, "not_found");
      refusalOf(await order(rig(), await film(rig()), { as: "bob" }), 404, "not_found");
      refusalOf(await order(rig(), await film(rig()), { as: "viewer" }), 403, "forbidden");
    });

    it("is one of a task that has no film yet, or never had one", async () => {
      const { rig, id } = await openStaged(kind);
      const busy = refusalOf(await order(rig, id), 409, "task_busy");
      expect([busy.retryable, busy.detail]).toEqual([true, expect.stringContaining("wait for its end")]);
      await rig.ask("POST", `/ai/tasks/${id}/cancel`);
      await rig.ended(id);
      const ended = refusalOf(await order(rig, id), 409, "task_ended");
      expect([ended.retryable, ended.detail]).toEqual([false, expect.stringContaining("Resume it first")]);
    });

    it("is one too many of an owner's open tasks", async () => {
      const { rig, source } = await openBusy(kind, { PIXORA_MAX_OPEN_TASKS: "1" });
      refusalOf(await order(rig, source), 429, "too_many_tasks");
    });
  });
}

function describeDeletions(kind: StoreKind): void {
  describe(`a film and its variant over ${kind}`, () => {
    const all = async (rig: ServiceRig, id: string, names: readonly string[]) => {
      const paths = ["video", "manifest", ...names].map((name) => `/ai/tasks/${id}/${name}`);
      return Promise.all(paths.map(async (path) => (await rig.ask("GET", path)).status));
    };

    it.each([
      ["its source", 0],
      ["its variant", 1],
    ])("the one keeps its files when %s is deleted, and the last one takes them along", async (_which, first) => {
      const rig = await rigOfTest({ kind });
      const source = await film(rig);
      const ids = [source, await variant(rig, source)];
      const [gone = "", left = ""] = first === 0 ? ids : ids.reverse();
      const names = await assetsOf(rig, left);
      expect((await rig.ask("DELETE", `/ai/tasks/${gone}`)).status).toBe(204);
      expect(new Set(await all(rig, left, names))).toEqual(new Set([200]));
      expect(new Set(await all(rig, gone, names))).toEqual(new Set([404]));
      // What is left is as good a source as any.
      expect((await variant(rig, left, { body: { aspectRatio: "1:1" } })).length).toBeGreaterThan(0);
      expect((await rig.ask("DELETE", `/ai/tasks/${left}`)).status).toBe(204);
      expect(await readdir(join(rig.folder, "assets"))).toHaveLength(names.length);
    });

    it("a variant that begins after its source is gone says so", async () => {
      const { rig, source, stage } = await openBusy(kind);
      const { id } = (await order(rig, source)).json<{ id: string }>();
      expect((await rig.ask("DELETE", `/ai/tasks/${source}`)).status).toBe(204);
      stage.open();
      const error = { code: "invalid_request", message: expect.stringContaining("Make its film anew") };
      expect(await rig.ended(id)).toMatchObject({ status: "failed", error, cost: { spentUsd: 0 } });
    });
  });
}
