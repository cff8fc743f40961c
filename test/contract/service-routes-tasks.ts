/** `GET /ai/tasks/{id}`: a task as it is, as it is not known yet, and as it will be. */
import { describe, expect, it } from "vitest";
import type { ProblemDetails } from "../../server/http/problem.ts";
import {
  needingAttention,
  openStaged,
  refusalOf,
  rigOfSuite,
  rigOfTest,
  type StoreKind,
} from "./service-routes-rig.ts";

export function describeTasks(kind: StoreKind): void {
  describeOneTask(kind);
  describeConditions(kind);
  describeWaiting(kind);
}

function describeOneTask(kind: StoreKind): void {
  describe(`GET /ai/tasks/{id} over ${kind}`, () => {
    const rig = rigOfSuite({ kind, environment: { PIXORA_WORKERS: "0" } });

    it("tells its owner the task, and lets nobody else keep it", async () => {
      const id = await rig().order();
      const answer = await rig().ask("GET", `/ai/tasks/${id}`, { as: "viewer" });
      expect([answer.status, answer.json().id]).toEqual([200, id]);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-type": "application/json",
        "cache-control": "private, no-cache",
        vary: "authorization, x-api-key",
        etag: expect.stringMatching(/^"[\w-]+"$/),
      });
      expect(answer.headers.get("preference-applied")).toBeNull();
    });

    it("says of another's task just what it says of none, on every route of a task", async () => {
      const id = await rig().order();
      const missing = "20200101-000000-nobody";
      const routes = Object.entries(rig().document.paths).filter(([path]) => path.startsWith("/ai/tasks/{id}"));
      expect(routes.length).toBeGreaterThanOrEqual(10);
      const refusedFor = async (path: string, method: string, task: string) => {
        const place = path.replace("{id}", task).replace("{name}", `${"0".repeat(64)}.png`);
        const body = path.endsWith("/variants") ? { body: { aspectRatio: "1:1" } } : {};
        const answer = await rig().ask(method.toUpperCase(), place, { as: "bob", ...body });
        const { requestId, ...problem } = refusalOf(answer, 404, "not_found");
        return problem;
      };
      for (const [path, methods] of routes) {
        for (const method of Object.keys(methods)) {
          expect(await refusedFor(path, method, id)).toEqual(await refusedFor(path, method, missing));
        }
      }
      expect((await rig().ask("GET", `/ai/tasks/${id}`)).json().status).toBe("queued");
    });

    it.each(["-", "..%2f..%2fetc%2fpasswd", "%2e%2e%2fx", "a%00b", "a%2fb", "%zz", "🦊", "x".repeat(200)])(
      "knows no task %s",
      async (id) => {
        refusalOf(await rig().ask("GET", `/ai/tasks/${id}`), 404, "not_found");
      },
    );

    it("looks for no name without end", async () => {
      const problem = refusalOf(await rig().ask("GET", `/ai/tasks/${"x".repeat(201)}`), 422, "invalid_request");
      expect(problem.errors).toEqual([{ path: "id", message: expect.any(String) }]);
    });

    it("is for nobody without a key", async () => {
      refusalOf(await rig().ask("GET", `/ai/tasks/${await rig().order()}`, { as: null }), 401, "unauthenticated");
    });

    it("lists what its owner has to decide about while it needs attention", async () => {
      const { id, order } = await needingAttention(rig());
      const task = (await rig().ask("GET", `/ai/tasks/${id}`)).json();
      expect(task).toMatchObject({ status: "needs_attention", inDoubt: [order] });
      const page = (await rig().ask("GET", "/ai/tasks?status=needs_attention")).json<{ data: ProblemDetails[] }>();
      expect(page.data).toEqual([task]);
    });
  });
}

function describeConditions(kind: StoreKind): void {
  describe(`a task that is known already over ${kind}`, () => {
    const rig = rigOfSuite({ kind, environment: { PIXORA_WORKERS: "0" } });
    const knowing = (id: string, etag: string, method = "GET") =>
      rig().ask(method, `/ai/tasks/${id}`, { headers: { "if-none-match": etag } });
    const orderOne = async () => {
      const id = await rig().order();
      return { id, etag: (await rig().ask("GET", `/ai/tasks/${id}`)).headers.get("etag") ?? "" };
    };

    it("is not sent again, by its tag alone or among others", async () => {
      const { id, etag } = await orderOne();
      for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag}`, "*"]) {
        const answer = await knowing(id, tags);
        expect([tags, answer.status, answer.text, answer.headers.get("etag")]).toEqual([tags, 304, "", etag]);
        expect(answer.headers.get("content-type")).toBeNull();
        expect(answer.headers.get("cache-control")).toBe("private, no-cache");
      }
    });

    it("is sent when it is known otherwise, or has changed", async () => {
      const { id, etag } = await orderOne();
      for (const tags of ['"other"', "", etag.slice(1, -1), `"x${etag.slice(1)}`]) {
        expect([tags, (await knowing(id, tags)).status]).toEqual([tags, 200]);
      }
      await rig().ask("POST", `/ai/tasks/${id}/cancel`);
      await rig().ended(id);
      const changed = await knowing(id, etag);
      expect([changed.status, changed.json().status]).toEqual([200, "cancelled"]);
      expect(changed.headers.get("etag")).not.toBe(etag);
    });

    it("is asked for without a body too", async () => {
      const { id, etag } = await orderOne();
      const head = await rig().ask("HEAD", `/ai/tasks/${id}`);
      expect([head.status, head.text, head.headers.get("etag")]).toEqual([200, "", etag]);
      expect(head.headers.get("content-type")).toBe("application/json");
      expect((await knowing(id, etag, "HEAD")).status).toBe(304);
    });

    it("has the same tag at every server", async () => {
      const { id, etag } = await orderOne();
      const other = await rig().another();
      expect((await other.ask("GET", `/ai/tasks/${id}`)).headers.get("etag")).toBe(etag);
    });
  });
}

function describeWaiting(kind: StoreKind): void {
  describe(`Prefer: wait over ${kind}`, () => {
    const openAsked = async () => {
      const { stage, rig, id } = await openStaged(kind);
      const asked = (headers: Record<string, string>, at = rig) => at.ask("GET", `/ai/tasks/${id}`, { headers });
      return { stage, rig, id, asked };
    };

    it("answers when the task has ended, and not before", async () => {
      const { stage, asked } = await openAsked();
      const waiting = asked({ prefer: "wait=20" });
      expect((await asked({})).json().status).toBe("running");
      stage.open();
      const answer = await waiting;
      expect(answer.json()).toMatchObject({ status: "completed", progress: 100 });
      expect(answer.headers.get("preference-applied")).toBe("wait=20");
    });

    it("answers with If-None-Match as soon as the task is another than is known", async () => {
      const { stage, asked, rig, id } = await openAsked();
      let known = await asked({});
      stage.open();
      const told: string[] = [];
      while (known.json().status !== "completed") {
        const etag = known.headers.get("etag") ?? "";
        const next = await asked({ prefer: "wait=20", "if-none-match": etag });
        expect(next.status).toBe(200);
        expect(next.headers.get("etag")).not.toBe(etag);
        told.push(String(next.json().progress));
        known = next;
      }
      expect(told.length).toBeGreaterThan(1);
      expect(known.json()).toEqual(await rig.ended(id));
    });

    it("answers as the task is when the time is over", async () => {
      const rig = await rigOfTest({ kind, environment: { PIXORA_WORKERS: "0" } });
      const id = await rig.order();
      const asked = (headers: Record<string, string>) => rig.ask("GET", `/ai/tasks/${id}`, { headers });
      const known = (await asked({})).headers.get("etag") ?? "";
      const began = performance.now();
      const [plain, conditional] = await Promise.all([
        asked({ prefer: "wait=1" }),
        asked({ prefer: "wait=1", "if-none-match": known }),
      ]);
      expect(performance.now() - began).toBeGreaterThan(950);
      expect([plain.status, plain.json().status]).toEqual([200, "queued"]);
      expect([conditional.status, conditional.text]).toEqual([304, ""]);
      expect(conditional.headers.get("preference-applied")).toBe("wait=1");
    });

    it("waits for nothing when the task has ended, or the wish is none", async () => {
      const { stage, asked, rig, id } = await openAsked();
      for (const prefer of ["wait=0", "wait=soon", "wait=-1", "respond-async", "nowait=20"]) {
        const answer = await asked({ prefer });
        expect([prefer, answer.json().status]).toEqual([prefer, "running"]);
        expect(answer.headers.get("preference-applied")).toBeNull();
      }
      stage.open();
      await rig.ended(id);
      for (const prefer of ["wait=9999", "respond-async, wait=100", "handling=strict; wait=55"]) {
        const answer = await asked({ prefer });
        expect([prefer, answer.json().status]).toEqual([prefer, "completed"]);
        expect(answer.headers.get("preference-applied")).toBe("wait=55");
      }
    });

    it("waits for no change of a task that has ended", async () => {
      const { stage, asked, rig, id } = await openAsked();
      stage.open();
      await rig.ended(id);
      const etag = (await asked({})).headers.get("etag") ?? "";
      const began = performance.now();
      const answer = await asked({ prefer: "wait=30", "if-none-match": etag });
      expect([answer.status, answer.headers.get("preference-applied")]).toEqual([304, "wait=30"]);
      expect(performance.now() - began).toBeLessThan(5000);
    });

    it("answers at whichever server it was asked", async () => {
      const { stage, rig, asked } = await openAsked();
      const other = await rig.another();
      const waiting = asked({ prefer: "wait=20" }, other);
      expect((await asked({}, other)).json().status).toBe("running");
      stage.open();
      expect((await waiting).json()).toMatchObject({ status: "completed" });
    });

    it("tells the end of a task that nobody has begun", async () => {
      const rig = await rigOfTest({ kind, environment: { PIXORA_WORKERS: "0" } });
      const id = await rig.order();
      const waiting = rig.ask("GET", `/ai/tasks/${id}`, { headers: { prefer: "wait=20" } });
      await rig.ask("POST", `/ai/tasks/${id}/cancel`);
      expect((await waiting).json()).toMatchObject({ status: "cancelled" });
    });
  });
}
