/** Faults that come from beside: a disk that is full, a Redis without memory, webhooks of all sorts. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { hasEnded } from "../../models/task.ts";
import { FILMS } from "../crash/cases.ts";
import { type Children, openChildren } from "../crash/children.ts";
import { expectInvariants } from "../crash/invariants.ts";
import { openProduct } from "../crash/product.ts";
import { openStage, type Stage } from "../crash/stage.ts";
import { type OwnRedis, startOwnRedis } from "../setup/own-redis.ts";
import type { Moment } from "../vendors/moments.ts";

let children: Children;
let redis: OwnRedis;
beforeAll(async () => {
  children = await openChildren();
  redis = await startOwnRedis({ "maxmemory-policy": "noeviction" });
});
afterAll(async () => {
  await children.close();
  await redis.stop();
});

const MOMENTS: readonly Moment[] = ["order", "taken", "status", "result", "file"];
const posts = ({ visits }: Stage) =>
  visits.filter(({ vendor, moment }) => vendor === "fal" && moment === "order").length;

/** Resolves before the vendor answers what it is asked at this moment, for the first time. */
function atFirst(stage: Stage, moment: Moment, act: () => Promise<unknown>): void {
  let isOver = false;
  stage.watch(async (visit) => {
    if (isOver || visit.vendor !== "fal" || visit.moment !== moment) return "go";
    isOver = true;
    await act();
    return "go";
  });
}

async function resume(stage: Stage): Promise<void> {
  const child = await children.take();
  await child.do({
    product: stage.product,
    works: [{ kind: "resume", taskId: stage.taskId, onInDoubt: "retry" }],
    crash: null,
  });
  children.giveBack(child);
}

interface SmallDisk {
  folder: string;
  fill(): Promise<void>;
  empty(): Promise<void>;
  remove(): Promise<void>;
}

/** A disk of a few megabytes; null where this process may not make one. */
async function makeSmallDisk(): Promise<SmallDisk | null> {
  const folder = await mkdtemp(join(tmpdir(), "pixora-small-disk-"));
  const run = promisify(execFile);
  const isMounted = await run("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder]).then(
    () => true,
    () => false,
  );
  if (!isMounted) {
    await rm(folder, { recursive: true });
    return null;
  }
  const ballast = join(folder, "ballast");
  return {
    folder,
    async fill() {
      const { bavail, bsize } = await statfs(folder);
      await writeFile(ballast, Buffer.alloc(bavail * bsize));
    },
    empty: () => rm(ballast, { force: true }),
    async remove() {
      await run("umount", ["-l", folder]);
      await rm(folder, { recursive: true });
    },
  };
}

describe("a disk that is full", () => {
  it.each(MOMENTS)("when the vendor is asked for its %s costs no film, and nothing twice", async (moment) => {
    const disk = await makeSmallDisk();
    if (disk === null) {
      process.stdout.write("No small disk can be mounted here, so nothing is tried with one.\n");
      return;
    }
    const stage = await openStage({ redisUrl: null, dataDir: disk.folder });
    try {
      atFirst(stage, moment, disk.fill);
      const child = await children.take();
      const work = { kind: "make", taskId: stage.taskId, request: FILMS.silent } as const;
      await child.do({ product: stage.product, works: [work], crash: null }).catch(() => {});
      await disk.empty();
      const row = await stage.stores.tasks.get(stage.taskId);
      process.stdout.write(`disk full at ${moment}: ${row?.status}, ${row?.ended?.error?.code ?? "not ended"}\n`);
      if (row?.status !== "completed") await resume(stage);
      children.giveBack(child);
      const outcome = await expectInvariants(stage);
      expect(outcome.row.status).toBe("completed");
      const doubtful = outcome.bill.filter(({ state }) => state === "in_doubt").length;
      expect(posts(stage)).toBeLessThanOrEqual(1 + doubtful);
    } finally {
      await stage.close().catch(() => {});
      await disk.remove();
    }
  });
});

describe("a Redis without memory", () => {
  it.each(MOMENTS)(
    "when the vendor is asked for its %s delays the film, and nothing is bought twice",
    async (moment) => {
      const stage = await openStage({ redisUrl: redis.url });
      const admin = new Redis(redis.url);
      try {
        atFirst(stage, moment, async () => {
          await admin.config("SET", "maxmemory", "1");
          void pause(3000).then(() => admin.config("SET", "maxmemory", "0"));
        });
        const child = await children.take();
        const submit = { kind: "submit", taskId: stage.taskId, request: FILMS.silent } as const;
        const works = [submit, { kind: "work", atOnce: 1 } as const];
        const done = child.do({ product: stage.product, works, crash: null });
        const status = await untilEnded(stage);
        child.stop();
        await done;
        children.giveBack(child);
        process.stdout.write(`Redis full at ${moment}: ${status}\n`);
        await expectInvariants(stage);
        if (status !== "completed") await resume(stage);
        const outcome = await expectInvariants(stage);
        expect(outcome.row.status).toBe("completed");
        const doubtful = outcome.bill.filter(({ state }) => state === "in_doubt").length;
        expect(posts(stage)).toBeLessThanOrEqual(1 + doubtful);
      } finally {
        await admin.config("SET", "maxmemory", "0");
        admin.disconnect();
        await stage.close();
      }
    },
  );
});

async function untilEnded({ stores, taskId }: Stage): Promise<string> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; await pause(50)) {
    const row = await stores.tasks.get(taskId).catch((error: unknown) => {
      if (error instanceof PixoraError) return null;
      throw error;
    });
    if (row && hasEnded(row.status)) return row.status;
  }
  throw new Error("The task had not ended after 60 s.");
}

describe("webhooks", () => {
  it("that come early, twice, late or forged change nothing", async () => {
    const stage = await openStage({ redisUrl: null, latencyMs: 300 });
    const { fal } = stage.vendors;
    const environment = {
      ...stage.product.environment,
      FAL_JWKS_URL: fal.jwksUrl,
      PIXORA_PUBLIC_URL: "https://nobody.invalid",
    };
    const product = openProduct({ ...stage.product, environment });
    const hear = async (requestId: string, changes: Parameters<typeof fal.webhooks.signed>[1] = {}, forged = {}) => {
      const { headers, body } = fal.webhooks.signed(requestId, changes);
      const correlation = fal.orders[0]?.webhookUrl?.split("/").at(-1) ?? "";
      return product.hear("fal", correlation, {
        headers: new Headers({ ...headers, ...forged }),
        body: Buffer.from(body),
      });
    };
    const heard: string[] = [];
    try {
      atFirst(stage, "taken", async () => {
        const id = fal.orders[0]?.requestId ?? "";
        const failed = JSON.stringify({ request_id: id, status: "ERROR", error: "Nothing was made" });
        // Before the answer, and what it says is not believed: the vendor is asked.
        heard.push(await hear(id), await hear(id, { body: failed }));
        heard.push(await hear(id, { at: new Date(Date.now() - 3_600_000) }));
        heard.push(await hear(id, {}, { "x-fal-webhook-request-id": "another" }));
      });
      for await (const _ of product.agent.stream(FILMS.silent, { taskId: stage.taskId, folder: stage.film }));
      heard.push(await hear(fal.orders[0]?.requestId ?? ""));
      await product.agent.close();
      expect(heard).toEqual(["taken", "taken", "forged", "forged", "taken"]);
      expect((await expectInvariants(stage)).row.status).toBe("completed");
      expect(posts(stage)).toBe(1);
    } finally {
      await stage.close();
    }
  });
});
