import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Stores } from "../../../checkpoints/types.ts";
import { PixoraError } from "../../../models/error.ts";
import { createCorrelations } from "../../../providers/correlation.ts";
import { createVendorWebhooks } from "../../../server/webhooks/vendor-webhooks.ts";
import { openFileStores } from "../../checkpoints/file/stores.ts";
import { openRedisStores } from "../../checkpoints/redis/stores.ts";
import { aDecision, anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { listenTo } from "../../contract/checkpoints/signals.ts";
import { claimAgain, claimed, type OpenedStores } from "../../contract/checkpoints/task-samples.ts";
import { type Door, openDoor, received } from "./door.ts";

const KINDS: [string, () => Promise<OpenedStores>][] = [
  ["files", openFileStores],
  ["Redis", openRedisStores],
];
const ID = "step:thing:g0#1";
const SENT_AT = "2026-11-22T12:00:00.000Z";
const fal = createCorrelations("fal", "id:secret");

describe.each(KINDS)("a vendor's webhook, with tasks in %s,", (_kind, openStores) => {
  let opened: OpenedStores;
  let stores: Stores;
  let door: Door;
  let taskId: string;
  beforeEach(async () => {
    opened = await openStores();
    stores = opened.stores;
    door = await openDoor(stores);
    const fence = await claimed(stores);
    taskId = fence.taskId;
    await stores.book(fence).decide(order(ID));
    await stores.book(fence).decide(order("step:other:g0#1"));
  });
  afterEach(async () => {
    await door.close();
    await opened.close();
  });

  const order = (id: string) =>
    aDecision(id, { vendor: "fal", model: "fal-ai/flux-2", state: "sending", sentAt: SENT_AT });
  const records = async () => (await stores.book({ taskId, epoch: null }).read()).operations;
  const jobs = async () =>
    (await records()).map(({ job, orphans }) => [job, ...orphans].map((known) => known?.requestId ?? null));
  const hear = (requestId: string, { operationId = ID, task = taskId, at = new Date() } = {}) =>
    door.hear("fal", fal.write({ taskId: task, operationId }), received(door.fal.webhooks.signed(requestId, { at })));

  it("tells the book a job that was not known, and all who listen", async () => {
    const heard = await listenTo(stores.signals, "jobs");
    expect(await hear("job-1")).toBe("taken");
    expect((await records())[0]?.job).toEqual({
      vendor: "fal",
      model: "fal-ai/flux-2",
      requestId: "job-1",
      submittedAt: SENT_AT,
    });
    const [word = ""] = await heard.words(1);
    expect(JSON.parse(word)).toEqual({ vendor: "fal", requestId: "job-1", taskId, operationId: ID });
  });

  it("that comes twice, or after its job was known by its answer, changes nothing", async () => {
    const answered = { vendor: "fal", model: "fal-ai/flux-2", requestId: "job-1", submittedAt: SENT_AT };
    await stores.book({ taskId, epoch: null }).tookJob(ID, answered);
    const before = await records();
    expect([await hear("job-1"), await hear("job-1")]).toEqual(["taken", "taken"]);
    expect(await records()).toEqual(before);
  });

  it("of a second job of the same operation makes it an orphan, once", async () => {
    for (const id of ["job-1", "job-2", "job-1", "job-2"]) expect(await hear(id)).toBe("taken");
    expect(await jobs()).toEqual([["job-1", "job-2"], [null]]);
  });

  it("of a job that is another operation's of the task does not make it two operations'", async () => {
    await hear("job-1");
    expect(await hear("job-1", { operationId: "step:other:g0#1" })).toBe("taken");
    expect(await jobs()).toEqual([["job-1"], [null]]);
  });

  it("of an operation that nobody decided on is harmless", async () => {
    expect(await hear("job-1", { operationId: "step:never:g0#1" })).toBe("taken");
    expect(await jobs()).toEqual([[null], [null]]);
  });

  it("tells the book of a task that needs attention, so that who goes on finds the job", async () => {
    const fence = await holder();
    await stores.tasks.finish(fence, anEnd(taskId, 1, "needs_attention"));
    expect(await hear("job-1")).toBe("taken");
    await stores.tasks.reopen(taskId, {});
    await claimAgain(stores, taskId);
    expect(await jobs()).toEqual([["job-1"], [null]]);
  });

  const holder = async () => {
    const row = await stores.tasks.get(taskId);
    return { taskId, epoch: row?.epoch ?? 0 };
  };

  it("of a task that was deleted is harmless, and brings nothing back", async () => {
    await stores.tasks.finish(await holder(), anEnd(taskId, 1));
    await stores.tasks.delete(taskId);
    expect(await hear("job-1")).toBe("taken");
    expect(await records()).toEqual([]);
    expect(await stores.tasks.get(taskId)).toBeNull();
    expect((await stores.tasks.list({ limit: 10 })).rows).toEqual([]);
  });

  it("that is not genuine, too old, or came to an address that was made up changes nothing", async () => {
    const heard = await listenTo(stores.signals, "jobs");
    const { headers, body } = door.fal.webhooks.signed("job-1");
    const genuine = received({ headers, body });
    const correlation = fal.write({ taskId, operationId: ID });
    const [, seal] = correlation.split(".");
    const guessed = Buffer.from(JSON.stringify(["task-2", ID])).toString("base64url");
    const sealedByOthers = createCorrelations("fal", "id:other").write({ taskId, operationId: ID });
    const ofAnotherVendor = createCorrelations("replicate", "id:secret").write({ taskId, operationId: ID });
    const outcomes = [
      await door.hear("fal", correlation, received({ headers, body: `${body} ` })),
      await door.hear("fal", correlation, received({ headers: {}, body })),
      await hear("job-1", { at: new Date(Date.now() - 301_000) }),
      await door.hear("fal", `${guessed}.${seal}`, genuine),
      await door.hear("fal", sealedByOthers, genuine),
      await door.hear("fal", ofAnotherVendor, genuine),
      await door.hear("fal", "", genuine),
      await door.hear("replicate", correlation, genuine),
    ];
    expect(outcomes).toEqual(Array(8).fill("forged"));
    expect(await jobs()).toEqual([[null], [null]]);
    expect(heard.heard).toEqual([]);
  });

  it("of a vendor that is not set up, or has no name that a vendor has, is nobody's", async () => {
    const message = received(door.fal.webhooks.signed("job-1"));
    for (const vendor of ["acme", "", "__proto__", "constructor", "toString"]) {
      expect(await door.hear(vendor, fal.write({ taskId, operationId: ID }), message)).toBe("unknown_vendor");
    }
  });
});

describe("a vendor's webhook", () => {
  it("from somebody who cannot seal an address does not make us ask the vendor for its keys", async () => {
    const { stores, close } = await openFileStores();
    const door = await openDoor(stores);
    const message = received(door.fal.webhooks.signed("job-1"));
    for (let count = 0; count < 3; count += 1) await door.hear("fal", `YQ.${"A".repeat(43)}`, message);
    expect(door.fal.webhooks.jwksReads).toBe(0);
    await door.close();
    await close();
  });

  it("is not taken when it could not be written down, so that it comes again", async () => {
    const { stores, close } = await openFileStores();
    const read = () => Promise.reject(new PixoraError("store_failed", "Nobody answers."));
    const broken = { ...stores, book: () => ({ ...stores.book({ taskId: "t", epoch: null }), read }) };
    const checks = { verify: async () => ({ requestId: "1" }), operationOf: () => ({ taskId: "t", operationId: "a" }) };
    const hear = createVendorWebhooks({ webhooks: { acme: checks }, stores: broken });
    await expect(hear("acme", "x", received({ headers: {}, body: "" }))).rejects.toMatchObject({
      code: "store_failed",
    });
    await close();
  });

  it("of a task that nobody ever had leaves no file behind", async () => {
    const { stores, close, dataDir } = await openFileStores();
    const door = await openDoor(stores);
    const name = { taskId: "task-never", operationId: ID };
    const message = received(door.fal.webhooks.signed("job-1"));
    expect(await door.hear("fal", fal.write(name), message)).toBe("taken");
    expect((await readdir(dataDir, { recursive: true })).filter((file) => file.includes("never"))).toEqual([]);
    await door.close();
    await close();
  });
});
