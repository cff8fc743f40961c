/** What one owner may have and ask, over all servers. */
import { describe, expect, it } from "vitest";
import { LIGHT_REQUEST } from "../light-agent.ts";
import { createStage, refusalOf, rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

/** Nothing is carried out: tasks stay as they were ordered. */
const NO_WORKERS = { PIXORA_WORKERS: "0" };

export function describeLimits(kind: StoreKind): void {
  describeRates(kind);
  describeOpenTasks(kind);
  describeBudgets(kind);
  describeStreamLimits(kind);
}

function describeRates(kind: StoreKind): void {
  describe(`requests in a minute over ${kind}`, () => {
    const rig = rigOfSuite({ kind, environment: { PIXORA_REQUESTS_PER_MINUTE: "3" } });
    const left = async (path = "/ai/tasks") => {
      const { headers, status } = await rig().ask("GET", path);
      const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) => headers.get(`ratelimit-${name}`));
      return { status, limit, remaining, reset: Number(reset) };
    };

    it("are told with every answer, and refused when there are too many", async () => {
      const first = await left();
      expect(first).toEqual({ status: 200, limit: "3", remaining: "2", reset: expect.any(Number) });
      expect(first.reset).toBeGreaterThan(0);
      expect(first.reset).toBeLessThanOrEqual(60);
      expect(await left("/ai/tasks/nobody-s")).toMatchObject({ status: 404, remaining: "1" });
      // A key that may only look is the same owner's, and what is refused counts too.
      const forbidden = await rig().ask("POST", "/ai/generate", { as: "viewer", body: LIGHT_REQUEST });
      expect([forbidden.status, forbidden.headers.get("ratelimit-remaining")]).toEqual([403, "0"]);
      const refused = await rig().ask("GET", "/ai/tasks");
      const problem = refusalOf(refused, 429, "too_many_requests");
      expect(problem).toMatchObject({ retryable: true, detail: expect.stringContaining("3 requests in a minute") });
      expect(refused.headers.get("ratelimit-remaining")).toBe("0");
      expect(refused.headers.get("retry-after")).toBe(refused.headers.get("ratelimit-reset"));
    });

    it("are each owner's own, and nobody's where nobody has to say who they are", async () => {
      expect((await rig().ask("GET", "/ai/tasks", { as: "bob" })).headers.get("ratelimit-remaining")).toBe("2");
      const open = await rig().ask("GET", "/healthz", { as: null });
      expect([open.status, open.headers.get("ratelimit-limit")]).toEqual([200, null]);
      const stranger = await rig().ask("GET", "/ai/tasks", { as: null });
      expect([stranger.status, stranger.headers.get("ratelimit-limit")]).toEqual([401, null]);
    });
  });
}

function describeOpenTasks(kind: StoreKind): void {
  describe(`tasks that have not ended over ${kind}`, () => {
    const limit = { PIXORA_MAX_OPEN_TASKS: "2" };

    it("are not more than so many, until one ends", async () => {
      const rig = await rigOfTest({ kind, environment: { ...NO_WORKERS, ...limit } });
      const [first] = [await rig.order(), await rig.order()];
      const refused = await rig.ask("POST", "/ai/generate", { body: LIGHT_REQUEST });
      const problem = refusalOf(refused, 429, "too_many_tasks");
      expect(problem).toMatchObject({ retryable: true, detail: expect.stringContaining("2 tasks") });
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await rig.ask("GET", "/ai/tasks")).json<{ data: unknown[] }>().data).toHaveLength(2);
      expect(await rig.order({ as: "bob" })).toEqual(expect.any(String));
      expect((await rig.ask("POST", `/ai/tasks/${first}/cancel`)).status).toBe(202);
      expect(await rig.ended(first)).toMatchObject({ status: "cancelled" });
      expect(await rig.order()).toEqual(expect.any(String));
    });

    it("are not passed by one that is gone on with", async () => {
      const environment = { ...NO_WORKERS, PIXORA_MAX_OPEN_TASKS: "1" };
      const rig = await rigOfTest({ kind, environment });
      const first = await rig.order();
      await rig.ask("POST", `/ai/tasks/${first}/cancel`);
      await rig.ended(first);
      const second = await rig.order();
      refusalOf(await rig.ask("POST", `/ai/tasks/${first}/resume`), 429, "too_many_tasks");
      expect((await rig.ask("GET", `/ai/tasks/${first}`)).json().status).toBe("cancelled");
      await rig.ask("POST", `/ai/tasks/${second}/cancel`);
      await rig.ended(second);
      expect((await rig.ask("POST", `/ai/tasks/${first}/resume`)).status).toBe(202);
    });

    it("are counted over all servers, also of orders at the same moment", async () => {
      const rig = await rigOfTest({ kind, environment: { ...NO_WORKERS, ...limit } });
      // File stores are one process's.
      const other = kind === "redis" ? await rig.another() : rig;
      const orders = Array.from({ length: 8 }, (_, index) =>
        (index % 2 ? rig : other).ask("POST", "/ai/generate", { body: LIGHT_REQUEST }),
      );
      const statuses = (await Promise.all(orders)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 202)).toHaveLength(2);
      expect(statuses.filter((status) => status === 429)).toHaveLength(6);
    });

    it("have no limit where nobody has to say who they are", async () => {
      const rig = await rigOfTest({ kind, isOpen: true, environment: { ...NO_WORKERS, PIXORA_MAX_OPEN_TASKS: "1" } });
      expect(await rig.order()).not.toBe(await rig.order());
    });
  });
}

function describeBudgets(kind: StoreKind): void {
  describe(`an owner's budget over ${kind}`, () => {
    const priced = {
      kind,
      environment: { ...NO_WORKERS, PIXORA_OWNER_BUDGET_USD: "10" },
      equip: ({ providers, ...parts }) => ({
        ...parts,
        providers: { ...providers, image: { ...providers.image, price: () => ({ minUsd: 1, maxUsd: 2 }) } },
      }),
    } satisfies Parameters<typeof rigOfTest>[0];
    const film = { ...LIGHT_REQUEST, scenes: 2, characterConsistency: false };

    it("covers what tasks may cost at most, and refuses what passes it", async () => {
      const rig = await rigOfTest(priced);
      const answer = await rig.ask("POST", "/ai/generate", { body: film });
      expect(answer.json()).toMatchObject({ request: { budgetUsd: 4 }, cost: { budgetUsd: 4 } });
      await rig.order({ changes: { ...film, budgetUsd: 5 } });
      const refused = await rig.ask("POST", "/ai/generate", { body: film });
      const problem = refusalOf(refused, 429, "budget_spent");
      expect(problem).toMatchObject({ retryable: false, detail: expect.stringContaining("$1.00 of $10.00 is left") });
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await rig.order({ as: "bob", changes: film })).toEqual(expect.any(String));
    });

    it("gets back what an ended task has not spent, also for one that is gone on with", async () => {
      const rig = await rigOfTest(priced);
      const [first] = [await rig.order({ changes: { ...film, budgetUsd: 6 } })];
      await rig.ask("POST", `/ai/tasks/${first}/cancel`);
      await rig.ended(first);
      await rig.order({ changes: { ...film, budgetUsd: 7 } });
      const refused = await rig.ask("POST", `/ai/tasks/${first}/resume`);
      refusalOf(refused, 429, "budget_spent");
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await rig.ask("GET", `/ai/tasks/${first}`)).json().status).toBe("cancelled");
      const resumed = await rig.ask("POST", `/ai/tasks/${first}/resume`, { body: { budgetUsd: 3 } });
      expect([resumed.status, resumed.json().status]).toEqual([202, "queued"]);
    });

    it("limits nobody where nobody has to say who they are", async () => {
      const rig = await rigOfTest({ ...priced, isOpen: true });
      const answer = await rig.ask("POST", "/ai/generate", { body: { ...film, budgetUsd: 50 } });
      expect(answer.status).toBe(202);
      expect((await rig.ask("POST", "/ai/generate", { body: film })).json().request).toMatchObject({ budgetUsd: null });
    });
  });
}

function describeStreamLimits(kind: StoreKind): void {
  describe(`event streams over ${kind}`, () => {
    it("are not more than so many of one owner, until one is left", async () => {
      const stage = createStage();
      const environment = { PIXORA_MAX_STREAMS: "1" };
      const rig = await rigOfTest({ kind, environment, onDraw: stage.onDraw });
      stage.close();
      const events = `/ai/tasks/${await rig.order()}/events`;
      await stage.waiting();
      const leaving = new AbortController();
      const stream = await rig.open("GET", events, { signal: leaving.signal });
      expect(stream.status).toBe(200);
      const refused = await rig.ask("GET", events);
      refusalOf(refused, 429, "too_many_streams");
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      // A page is no stream, and another owner has streams of their own.
      expect((await rig.ask("GET", events, { headers: { accept: "application/json" } })).status).toBe(200);
      leaving.abort();
      await expect
        .poll(async () => (await rig.ask("GET", "/metrics", { as: null })).text)
        .toContain("pixora_event_streams 0");
      stage.open();
      expect((await rig.ask("GET", events)).status).toBe(200);
    });
  });
}
