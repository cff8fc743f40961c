/** What a task's owner decides: to call it off, to go on with it, to have it gone. */
import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ServiceRig } from "../server/service-rig.ts";
import { aDecision, anEnd } from "./checkpoints/held-task-samples.ts";
import { claimAgain } from "./checkpoints/task-samples.ts";
import {
  createStage,
  needingAttention,
  openStaged,
  refusalOf,
  rigOfSuite,
  rigOfTest,
  type StoreKind,
} from "./service-routes-rig.ts";

export function describeDecisions(kind: StoreKind): void {
  describeCancelling(kind);
  describeResuming(kind);
  describeSettling(kind);
  describeDeletion(kind);
}

async function cancelled(rig: ServiceRig, id: string): Promise<void> {
  expect((await rig.ask("POST", `/ai/tasks/${id}/cancel`)).status).toBe(202);
  expect(await rig.ended(id)).toMatchObject({ status: "cancelled" });
}

function describeCancelling(kind: StoreKind): void {
  describe(`POST /ai/tasks/{id}/cancel over ${kind}`, () => {
    it("ends a task that runs, which says why and what it cost", async () => {
      const { rig, id } = await openStaged(kind);
      const answer = await rig.ask("POST", `/ai/tasks/${id}/cancel`);
      expect([answer.status, answer.json()]).toMatchObject([202, { id, status: "cancelling", result: null }]);
      expect(await rig.ended(id)).toMatchObject({
        status: "cancelled",
        result: null,
        error: { code: "cancelled" },
        cost: { spentUsd: 0, reservedUsd: 0 },
      });
    });

    it("ends a task that nobody has begun, and nobody will", async () => {
      const rig = await rigOfTest({ kind, environment: { PIXORA_WORKERS: "0" } });
      const id = await rig.order();
      expect((await rig.ask("POST", `/ai/tasks/${id}/cancel`)).json().status).toBe("cancelling");
      expect(await rig.ended(id)).toMatchObject({ status: "cancelled", error: { code: "cancelled" } });
    });

    it("ends a task that another server carries out", async () => {
      const { rig, id } = await openStaged(kind);
      const other = await rig.another();
      expect((await other.ask("POST", `/ai/tasks/${id}/cancel`)).status).toBe(202);
      expect(await rig.ended(id)).toMatchObject({ status: "cancelled" });
    });

    it("may be asked for again until it has ended, and then no more", async () => {
      const stage = createStage({ isStubborn: true });
      const rig = await rigOfTest({ kind, onDraw: stage.onDraw });
      onTestFinished(stage.open);
      stage.close();
      const id = await rig.order();
      await stage.waiting();
      for (let count = 0; count < 3; count++) {
        const answer = await rig.ask("POST", `/ai/tasks/${id}/cancel`);
        expect([answer.status, answer.json().status]).toEqual([202, "cancelling"]);
      }
      stage.open();
      await rig.ended(id);
      const late = refusalOf(await rig.ask("POST", `/ai/tasks/${id}/cancel`), 409, "task_ended");
      expect(late).toMatchObject({ retryable: false, detail: "The task is cancelled already." });
    });

    it("leaves a film alone that is there", async () => {
      const rig = await rigOfTest({ kind });
      const id = await rig.order();
      const task = await rig.ended(id);
      refusalOf(await rig.ask("POST", `/ai/tasks/${id}/cancel`), 409, "task_ended");
      expect((await rig.ask("GET", `/ai/tasks/${id}`)).json()).toEqual(task);
    });

    it("needs a key that may write, and no body", async () => {
      const { rig, id } = await openStaged(kind);
      refusalOf(await rig.ask("POST", `/ai/tasks/${id}/cancel`, { as: "viewer" }), 403, "forbidden");
      refusalOf(await rig.ask("POST", `/ai/tasks/${id}/cancel`, { as: null }), 401, "unauthenticated");
      expect((await rig.ask("GET", `/ai/tasks/${id}`)).json().status).toBe("running");
      // What some clients send where nothing is to be said.
      expect((await rig.ask("POST", `/ai/tasks/${id}/cancel`, { body: {} })).status).toBe(202);
    });
  });
}

function describeResuming(kind: StoreKind): void {
  describe(`POST /ai/tasks/{id}/resume over ${kind}`, () => {
    it("goes on with a task that was cancelled, with what is made already", async () => {
      const { rig, stage, id } = await openStaged(kind);
      await cancelled(rig, id);
      stage.open();
      const answer = await rig.ask("POST", `/ai/tasks/${id}/resume`, { body: { budgetUsd: 3 } });
      const renewed = { request: { budgetUsd: 3 }, cost: { budgetUsd: 3 } };
      expect([answer.status, answer.json()]).toMatchObject([202, { id, status: "queued", error: null, ...renewed }]);
      expect(await rig.ended(id)).toMatchObject({ id, status: "completed", error: null });
      expect((await rig.ask("GET", `/ai/tasks/${id}/video`)).text).toBe("film");
    });

    it("goes on at whichever server has room for it", async () => {
      const { rig, stage, id } = await openStaged(kind);
      await cancelled(rig, id);
      stage.open();
      const other = await rig.another();
      expect((await other.ask("POST", `/ai/tasks/${id}/resume`, { body: {} })).status).toBe(202);
      expect(await other.ended(id)).toMatchObject({ status: "completed" });
    });

    it("is refused while the task runs or waits, and when its film is there", async () => {
      const { rig, stage, id } = await openStaged(kind);
      const running = refusalOf(await rig.ask("POST", `/ai/tasks/${id}/resume`), 409, "task_busy");
      expect(running.retryable).toBe(true);
      stage.open();
      await rig.ended(id);
      const completed = refusalOf(await rig.ask("POST", `/ai/tasks/${id}/resume`), 409, "task_ended");
      expect(completed).toMatchObject({ retryable: false, detail: "The task is completed: its film is there." });
      const idle = await rigOfTest({ kind, environment: { PIXORA_WORKERS: "0" } });
      refusalOf(await idle.ask("POST", `/ai/tasks/${await idle.order()}/resume`), 409, "task_busy");
    });

    it("happens once when it is asked for twice at once", async () => {
      const rig = await rigOfTest({ kind, environment: { PIXORA_WORKERS: "0" } });
      const id = await rig.order();
      await cancelled(rig, id);
      const answers = await Promise.all([1, 2, 3].map(() => rig.ask("POST", `/ai/tasks/${id}/resume`)));
      expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    });
  });
}

function describeSettling(kind: StoreKind): void {
  describe(`the body of a resume over ${kind}`, () => {
    const rig = rigOfSuite({ kind, environment: { PIXORA_WORKERS: "0" } });
    const resume = (id: string, body: unknown) => rig().ask("POST", `/ai/tasks/${id}/resume`, { body });
    const rowOf = (id: string) => rig().stores.tasks.get(id);

    it("settles orders in doubt, in each of the three ways", async () => {
      for (const settlement of ["retry", "abandon", { adopt: "job-7" }]) {
        const { id, order } = await needingAttention(rig());
        const answer = await resume(id, { settle: { [order.id]: settlement } });
        expect([answer.status, answer.json().status]).toEqual([202, "queued"]);
        expect(await rowOf(id)).toMatchObject({ settlements: { [order.id]: settlement }, round: 1, isAttended: false });
      }
    });

    it("settles no order that is not in doubt: it names it, and changes nothing", async () => {
      const { id, order } = await needingAttention(rig());
      const settle = { [order.id]: "retry", "scene:9#1": "abandon" };
      const problem = refusalOf(await resume(id, { settle, budgetUsd: 50 }), 422, "invalid_request");
      expect(problem.detail).toContain('"scene:9#1"');
      const row = await rowOf(id);
      expect(row).toMatchObject({ status: "needs_attention", round: 0, settlements: {} });
      expect(row?.request.budgetUsd).not.toBe(50);
    });

    it("settles again what was settled before, as when it is sent twice", async () => {
      const { id, order } = await needingAttention(rig());
      const settle = { [order.id]: "retry" };
      expect((await resume(id, { settle })).status).toBe(202);
      refusalOf(await resume(id, { settle }), 409, "task_busy");
      const fence = await claimAgain(rig().stores, id);
      await rig()
        .stores.book(fence)
        .decide(aDecision(order.id, { state: "in_doubt", verdict: "retry" }));
      await rig().stores.tasks.finish(fence, anEnd(id, 2));
      expect((await resume(id, { settle })).status).toBe(202);
    });

    it("raises the budget, lifts it, and changes what happens to orders in doubt", async () => {
      for (const changes of [
        { budgetUsd: 12.5, onInDoubt: "retry" },
        { budgetUsd: null, onInDoubt: "ask" },
      ]) {
        const { id } = await needingAttention(rig());
        expect((await resume(id, changes)).json().request).toMatchObject(changes);
        expect((await rowOf(id))?.request).toMatchObject(changes);
      }
    });

    it("may be left out, or say nothing", async () => {
      for (const body of [undefined, {}, { settle: {} }]) {
        const { id } = await needingAttention(rig());
        const { request } = (await rig().ask("GET", `/ai/tasks/${id}`)).json();
        const answer = await resume(id, body);
        expect([answer.status, (await rowOf(id))?.settlements]).toEqual([202, {}]);
        expect(answer.json().request).toEqual(request);
      }
    });

    it.each([
      ["an unknown field", { budget: 3 }, "budget"],
      ["a negative budget", { budgetUsd: -1 }, "budgetUsd"],
      ["a budget that is a text", { budgetUsd: "3" }, "budgetUsd"],
      ["an unknown way", { onInDoubt: "guess" }, "onInDoubt"],
      ["an unknown settlement", { settle: { order: "keep" } }, "settle.order"],
      ["a job without an id", { settle: { order: { adopt: "" } } }, "settle.order"],
      ["settlements that are a list", { settle: ["retry"] }, "settle"],
      ["a list", [], ""],
      ["nothing", null, ""],
    ])("is refused with %s, and changes nothing then", async (_what, body, path) => {
      const { id } = await needingAttention(rig());
      const { errors = [] } = refusalOf(await resume(id, body), 422, "invalid_request");
      expect(errors[0]?.path).toMatch(new RegExp(`^${path}(\\.|$)`));
      expect(await rowOf(id)).toMatchObject({ status: "needs_attention", round: 0, settlements: {} });
    });

    it("is read as JSON alone, and not without end", async () => {
      const { id } = await needingAttention(rig());
      const path = `/ai/tasks/${id}/resume`;
      refusalOf(await rig().ask("POST", path, { body: "{" }), 422, "invalid_request");
      const text = { body: "retry", headers: { "content-type": "text/plain" } };
      refusalOf(await rig().ask("POST", path, text), 415, "unsupported_media_type");
      refusalOf(await rig().ask("POST", path, { body: "x".repeat(256 * 1024 + 1) }), 413, "payload_too_large");
      refusalOf(await rig().ask("POST", path, { as: "viewer" }), 403, "forbidden");
      expect((await rowOf(id))?.round).toBe(0);
    });
  });
}

function describeDeletion(kind: StoreKind): void {
  describe(`DELETE /ai/tasks/{id} over ${kind}`, () => {
    const isThere = (path: string) =>
      access(path).then(
        () => true,
        () => false,
      );

    it("takes the task away with all its files", async () => {
      const rig = await rigOfTest({ kind });
      const id = await rig.order();
      await rig.ended(id);
      const film = join(rig.folder, "films", id);
      expect(await isThere(film)).toBe(true);
      expect((await readdir(join(rig.folder, "assets"))).length).toBeGreaterThan(0);
      const answer = await rig.ask("DELETE", `/ai/tasks/${id}`);
      expect([answer.status, answer.text]).toEqual([204, ""]);
      for (const part of ["", "/events", "/video", "/poster", "/manifest", "/captions.srt"]) {
        refusalOf(await rig.ask("GET", `/ai/tasks/${id}${part}`), 404, "not_found");
      }
      for (const part of ["/cancel", "/resume"]) {
        refusalOf(await rig.ask("POST", `/ai/tasks/${id}${part}`), 404, "not_found");
      }
      refusalOf(await rig.ask("DELETE", `/ai/tasks/${id}`), 404, "not_found");
      expect((await rig.ask("GET", "/ai/tasks")).json().data).toEqual([]);
      expect(await isThere(film)).toBe(false);
      expect(await readdir(join(rig.folder, "assets"))).toEqual([]);
    });

    it("leaves what another film is made from as well", async () => {
      const rig = await rigOfTest({ kind });
      const [one, other] = [await rig.order(), await rig.order()];
      await rig.ended(one);
      const { scenes } = (await rig.ended(other)) as { scenes: { thumbnail: string }[] };
      const before = await readdir(join(rig.folder, "assets"));
      expect((await rig.ask("DELETE", `/ai/tasks/${one}`)).status).toBe(204);
      expect(await readdir(join(rig.folder, "assets"))).toEqual(before);
      for (const { thumbnail } of scenes) expect((await rig.ask("GET", thumbnail)).status).toBe(200);
      expect((await rig.ask("GET", `/ai/tasks/${other}/video`)).text).toBe("film");
    });

    it("waits for the end of a task that runs", async () => {
      const { rig, id } = await openStaged(kind);
      expect(refusalOf(await rig.ask("DELETE", `/ai/tasks/${id}`), 409, "task_busy").detail).toContain(
        "Cancel it first",
      );
      expect((await rig.ask("GET", `/ai/tasks/${id}`)).json().status).toBe("running");
      await cancelled(rig, id);
      expect((await rig.ask("DELETE", `/ai/tasks/${id}`)).status).toBe(204);
    });

    it("needs a key that may write", async () => {
      const rig = await rigOfTest({ kind, environment: { PIXORA_WORKERS: "0" } });
      const id = await rig.order();
      refusalOf(await rig.ask("DELETE", `/ai/tasks/${id}`, { as: "viewer" }), 403, "forbidden");
      refusalOf(await rig.ask("DELETE", `/ai/tasks/${id}`, { as: null }), 401, "unauthenticated");
    });
  });
}
