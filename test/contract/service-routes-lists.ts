/** `GET /ai/tasks`: an owner's tasks, page by page. */
import { describe, expect, it, onTestFinished } from "vitest";
import { TaskStatus } from "../../models/task.ts";
import type { KeyName, ServiceRig } from "../server/service-rig.ts";
import { createStage, refusalOf, rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

interface Page {
  data: { id: string; status: string }[];
  nextCursor: string | null;
}

async function pageOf(rig: ServiceRig, query = "", as: KeyName = "ann"): Promise<Page> {
  const answer = await rig.ask("GET", `/ai/tasks${query}`, { as });
  expect(`${answer.status} ${answer.text.slice(0, 300)}`).toMatch(/^200 /);
  return answer.json<Page>();
}

const idsOf = ({ data }: Page) => data.map(({ id }) => id);

export function describeLists(kind: StoreKind): void {
  describePages(kind);
  describeStatuses(kind);
}

function describePages(kind: StoreKind): void {
  describe(`GET /ai/tasks over ${kind}`, () => {
    const rig = rigOfSuite({ kind, environment: { PIXORA_WORKERS: "0" } });

    it("is empty for who has no task, whatever others have", async () => {
      await rig().order();
      expect(await pageOf(rig(), "", "bob")).toEqual({ data: [], nextCursor: null });
      expect(await pageOf(rig(), "?status=queued", "bob")).toEqual({ data: [], nextCursor: null });
    });

    it("has an owner's own tasks, the newest first, each as it is told alone", async () => {
      const [older, newer] = [await rig().order({ as: "bob" }), await rig().order({ as: "bob" })];
      await rig().order();
      const { data, nextCursor } = await pageOf(rig(), "", "bob");
      expect(data.map(({ id }) => id)).toEqual([newer, older]);
      expect(nextCursor).toBeNull();
      expect(data[0]).toEqual((await rig().ask("GET", `/ai/tasks/${newer}`, { as: "bob" })).json());
    });

    it("is told by pages without gap or repeat, while tasks are added", async () => {
      const there: string[] = [];
      for (let count = 0; count < 7; count++) there.unshift(await rig().order());
      const known = idsOf(await pageOf(rig(), "?limit=100"));
      const seen: string[] = [];
      for (let cursor = ""; ; ) {
        const page: Page = await pageOf(rig(), `?limit=3${cursor}`);
        seen.push(...idsOf(page));
        expect(page.data.length).toBeLessThanOrEqual(3);
        if (page.nextCursor === null) break;
        await rig().order();
        cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
      }
      expect(seen).toEqual(known);
      expect(seen.slice(0, 7)).toEqual(there);
    });

    it("has no further page when the last one is full", async () => {
      const all = idsOf(await pageOf(rig(), "?limit=100"));
      const { data, nextCursor } = await pageOf(rig(), `?limit=${all.length}`);
      expect([data.length, nextCursor]).toEqual([all.length, null]);
    });

    it("shows nobody another's tasks by the other's cursor", async () => {
      await rig().order();
      const { nextCursor } = await pageOf(rig(), "?limit=1");
      const bobs = idsOf(await pageOf(rig(), "?limit=100", "bob"));
      for (const id of idsOf(await pageOf(rig(), `?cursor=${nextCursor}`, "bob"))) expect(bobs).toContain(id);
    });

    it("has at most 20 tasks where nobody says how many", async () => {
      for (let count = 0; count < 21; count++) await rig().order();
      const { data, nextCursor } = await pageOf(rig());
      expect(data).toHaveLength(20);
      expect(nextCursor).toEqual(expect.any(String));
    });

    it.each([
      ["limit=0", "limit"],
      ["limit=101", "limit"],
      ["limit=many", "limit"],
      ["limit=1.5", "limit"],
      ["limit=", "limit"],
      ["limit=1&limit=2", "limit"],
      ["status=done", "status"],
      ["status=", "status"],
      ["status=queued&status=failed", "status"],
      ["cursor=", "cursor"],
      ["cursor=1", "cursor"],
      ["cursor=%00", "cursor"],
      ["cursor=..%2f..%2f", "cursor"],
      [`cursor=${Buffer.from("not-ours").toString("base64url")}`, "cursor"],
      [`cursor=${Buffer.from("[+").toString("base64url")}`, "cursor"],
      [`cursor=${"a".repeat(501)}`, "cursor"],
    ])("refuses a query of %s", async (query, path) => {
      const problem = refusalOf(await rig().ask("GET", `/ai/tasks?${query}`), 422, "invalid_request");
      expect(problem.errors).toEqual([{ path, message: expect.stringMatching(/\w/) }]);
    });

    it.each([
      ["?limit=x", "limit", "must be a whole number from 1 to 100"],
      ["?limit=1.5", "limit", "must be a whole number from 1 to 100"],
      ["?limit=", "limit", "must be a whole number from 1 to 100"],
      ["?limit=5&limit=6", "limit", "is given twice"],
      ["?limit=5&limit=", "limit", "is given twice"],
      ["?status=queued&status=failed", "status", "is given twice"],
      ["?status=open", "status", `must be one of ${TaskStatus.options.join(", ")}`],
    ])("is not told for %s, in words for people", async (query, path, message) => {
      const problem = refusalOf(await rig().ask("GET", `/ai/tasks${query}`), 422, "invalid_request");
      expect(problem.errors).toEqual([{ path, message }]);
    });

    it("minds no name that it does not know", async () => {
      expect(idsOf(await pageOf(rig(), "?colour=red&colour=blue"))).toEqual(idsOf(await pageOf(rig())));
    });

    it("is for who may look, and nobody else", async () => {
      expect(idsOf(await pageOf(rig(), "", "viewer"))).toEqual(idsOf(await pageOf(rig())));
      refusalOf(await rig().ask("GET", "/ai/tasks", { as: null }), 401, "unauthenticated");
    });

    it("is asked for without a body too", async () => {
      const answer = await rig().ask("HEAD", "/ai/tasks");
      expect([answer.status, answer.text]).toEqual([200, ""]);
    });
  });
}

function describeStatuses(kind: StoreKind): void {
  describe(`tasks by their status over ${kind}`, () => {
    const stage = createStage();
    const rig = rigOfSuite({ kind, onDraw: stage.onDraw });
    const idsBy = async (status: string) => idsOf(await pageOf(rig(), `?status=${status}`));

    it("are those that are so, and no others", async () => {
      const completed = await rig().order();
      await rig().ended(completed);
      stage.close();
      const running = await rig().order();
      await stage.waiting();
      expect(await idsBy("completed")).toEqual([completed]);
      expect(await idsBy("running")).toEqual([running]);
      expect(await idsBy("failed")).toEqual([]);
      expect(await idsBy("queued")).toEqual([]);
      await rig().ask("POST", `/ai/tasks/${running}/cancel`);
      await rig().ended(running);
      expect(await idsBy("running")).toEqual([]);
      expect(await idsBy("cancelled")).toEqual([running]);
    });

    it("are `cancelling` from the wish to the end, and `running` no more", async () => {
      const slow = createStage({ isStubborn: true });
      slow.close();
      onTestFinished(slow.open);
      const stubborn = await rigOfTest({ kind, onDraw: slow.onDraw });
      const id = await stubborn.order();
      await slow.waiting();
      const cancelled = await stubborn.ask("POST", `/ai/tasks/${id}/cancel`);
      expect([cancelled.status, cancelled.json().status]).toEqual([202, "cancelling"]);
      const cancelling = await pageOf(stubborn, "?status=cancelling");
      expect(cancelling.data).toMatchObject([{ id, status: "cancelling" }]);
      expect(idsOf(await pageOf(stubborn, "?status=running"))).toEqual([]);
      slow.open();
      expect(await stubborn.ended(id)).toMatchObject({ status: "cancelled" });
      expect(idsOf(await pageOf(stubborn, "?status=cancelling"))).toEqual([]);
    });
  });
}
