/** What every route answers while what outlives the processes cannot be reached: soon, and that it is worth asking again. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { LIGHT_REQUEST } from "../light-agent.ts";
import type { Answered, RigOptions, ServiceRig } from "../server/service-rig.ts";
import { startOwnRedis } from "../setup/own-redis.ts";
import { createStage, pathsFor, refusalOf, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

/** How long a question to Redis may take here: milliseconds. */
const ANSWER_MS = 400;
/** How long it takes elsewhere. */
const PATIENT_MS = 10_000;
/** A route asks a few times at most. */
const SOON_MS = 3000;

/** Routes that need no store: while requests cannot be counted over all processes, each counts its own. */
const ALONE = ["/healthz", "/metrics", "/openapi.json", "/docs", "/ai/estimate"];

export function describeFailures(kind: StoreKind): void {
  if (kind === "file") describeLostFolder();
  else describeLostRedis();
}

/** A server over a Redis of its own. It is ended after the server. */
async function openOverOwnRedis(options: RigOptions = {}, answerMilliseconds = ANSWER_MS) {
  const redis = await startOwnRedis();
  onTestFinished(() => redis.stop());
  const settings = { url: redis.url, answerMilliseconds };
  const rig = await rigOfTest({ kind: "redis", redis: settings, ...options });
  return { redis, rig };
}

async function timed(asking: Promise<Answered>): Promise<{ answer: Answered; ms: number }> {
  const began = performance.now();
  return { answer: await asking, ms: performance.now() - began };
}

/** Of the routes that need one, by the ends of their paths. */
const BODIES: Readonly<Record<string, unknown>> = {
  generate: LIGHT_REQUEST,
  estimate: LIGHT_REQUEST,
  variants: { aspectRatio: "1:1" },
};

/** Asks every route at once, as it is meant to be asked. */
function askAll(rig: ServiceRig, id: string) {
  const asking = pathsFor(rig, id).map(async ({ method, path }) => {
    const body = BODIES[path.split("/").at(-1) ?? ""];
    return { method, path, ...(await timed(rig.ask(method, path, body === undefined ? {} : { body }))) };
  });
  return Promise.all(asking);
}

/** An answer that says to come again, and not to strangers where what lies. */
function refusedForNow(answer: Answered): void {
  const problem = refusalOf(answer, 503, "store_failed");
  expect(problem.retryable).toBe(true);
  expect(problem.detail).toContain("try again");
  expect(problem.detail).not.toMatch(/redis|127\.0|\/tmp/i);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
}

/** A connection is tried again after a second at most. */
async function untilBack(rig: ServiceRig): Promise<void> {
  const listing = () => rig.ask("GET", "/ai/tasks").then(({ status }) => status);
  await expect.poll(listing, { timeout: 8000 }).toBe(200);
}

function describeLostRedis(): void {
  describe.each([
    ["is gone", "kill9", "restart"],
    ["stands still", "stall", "go"],
  ] as const)("while Redis %s", (_how, lose, find) => {
    it.each([
      ["with keys", {}],
      ["without keys", { isOpen: true }],
    ])("every route of a server %s says so in time, and works again after", async (_what, options) => {
      const { redis, rig } = await openOverOwnRedis(options);
      const id = await rig.order();
      const task = await rig.ended(id);
      await redis[lose]();
      onTestFinished(() => redis.go());
      for (const { method, path, answer, ms } of await askAll(rig, id)) {
        expect([method, path, ms < SOON_MS]).toEqual([method, path, true]);
        if (path.startsWith("/hooks/")) refusalOf(answer, 404, "not_found");
        else if (ALONE.includes(path)) expect([path, answer.status]).toEqual([path, 200]);
        else if (path === "/readyz") expect([path, answer.status]).toEqual([path, 503]);
        else refusedForNow(answer);
      }
      await redis[find]();
      await untilBack(rig);
      expect((await rig.ask("GET", `/ai/tasks/${id}`)).json()).toEqual(task);
      expect((await rig.ask("GET", `/ai/tasks/${id}/video`)).text).toBe("film");
      expect(await rig.ended(await rig.order())).toMatchObject({ status: "completed" });
    });

    it("readiness says it with a sentence, and so that it is well again", async () => {
      const { redis, rig } = await openOverOwnRedis();
      await redis[lose]();
      onTestFinished(() => redis.go());
      const lost = await rig.ask("GET", "/readyz", { as: null });
      expect(lost.status).toBe(503);
      expect(lost.json()).toEqual({
        status: "not_ready",
        problems: [expect.stringMatching(/Redis at 127.*\.$/)],
        warnings: [],
      });
      await redis[find]();
      const readiness = () => rig.ask("GET", "/readyz", { as: null }).then(({ status }) => status);
      await expect.poll(readiness, { timeout: 8000 }).toBe(200);
    });
  });

  it("once it is known that Redis is gone, nobody waits for it", async () => {
    const { redis, rig } = await openOverOwnRedis({}, PATIENT_MS);
    const id = await rig.order();
    await rig.ended(id);
    await redis.kill9();
    await expect.poll(() => rig.stores.outage()?.forMs ?? 0, { timeout: 5000 }).toBeGreaterThan(2000);
    for (const { method, path, answer, ms } of await askAll(rig, id)) {
      expect([method, path, ms < SOON_MS]).toEqual([method, path, true]);
      if (path === "/readyz") expect([path, answer.status]).toEqual([path, 503]);
      else if (!ALONE.includes(path) && !path.startsWith("/hooks/")) refusedForNow(answer);
    }
    await redis.restart();
    await untilBack(rig);
  });

  it("who waits for a task while Redis goes is sent away for now", async () => {
    const stage = createStage();
    const { redis, rig } = await openOverOwnRedis({ onDraw: stage.onDraw });
    stage.close();
    const id = await rig.order();
    await stage.waiting();
    const waiting = rig.ask("GET", `/ai/tasks/${id}`, { headers: { prefer: "wait=3" } });
    expect((await rig.ask("GET", `/ai/tasks/${id}`)).status).toBe(200);
    await redis.kill9();
    refusedForNow(await waiting);
    await redis.restart();
    await untilBack(rig);
    stage.open();
    expect((await rig.ask("GET", `/ai/tasks/${id}`)).status).toBe(200);
  });
}

function describeLostFolder(): void {
  it("while the folder of tasks cannot be written, orders are refused for now, and readiness says why", async () => {
    const rig = await rigOfTest({ kind: "file", environment: { PIXORA_WORKERS: "0" } });
    await rig.order();
    const folder = join(rig.folder, "tasks");
    await rm(folder, { recursive: true });
    await writeFile(folder, "This is no folder.");
    const { answer, ms } = await timed(rig.ask("POST", "/ai/generate", { body: LIGHT_REQUEST }));
    refusedForNow(answer);
    expect(ms).toBeLessThan(SOON_MS);
    refusedForNow(await rig.ask("GET", "/ai/tasks"));
    const readiness = await rig.ask("GET", "/readyz", { as: null });
    expect([readiness.status, readiness.json()]).toMatchObject([503, { problems: [expect.stringContaining(folder)] }]);
    expect((await rig.ask("GET", "/healthz", { as: null })).status).toBe(200);
    await rm(folder);
    expect((await rig.ask("POST", "/ai/generate", { body: LIGHT_REQUEST })).status).toBe(202);
  });
}
