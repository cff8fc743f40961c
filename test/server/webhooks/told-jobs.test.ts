/** Jobs that end by a webhook alone: the door is one process's, the work another's, over one Redis. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Stores } from "../../../checkpoints/types.ts";
import { openRedisStores } from "../../checkpoints/redis/stores.ts";
import { stillRequest } from "../../contract/image-provider.ts";
import { correlationOf, type Door, openDoor, received } from "./door.ts";

let opened: Awaited<ReturnType<typeof openRedisStores>>;
let others: Stores;
let door: Door;
beforeEach(async () => {
  opened = await openRedisStores();
  others = await opened.reopen();
  door = await openDoor(opened.stores);
});
afterEach(async () => {
  await door.close();
  await others.close();
  await opened.close();
});

/** Acts when the book was looked into for a job, and had none: the first look is before the order. */
function afterLook(stores: Stores, act: () => void): Stores {
  let looks = 0;
  return {
    ...stores,
    book(fence) {
      const book = stores.book(fence);
      return {
        ...book,
        async read() {
          const contents = await book.read();
          looks += 1;
          if (looks === 2) act();
          return contents;
        },
      };
    },
  };
}

const LINE = { text: "A fox finds a lantern.", language: "en", voice: null, voiceSample: null };

describe("a webhook that one process hears", () => {
  it("ends at once what another one waits for, at either vendor", async () => {
    const { providers, work } = await door.openProcess(others);
    const { context, account } = await work();
    // Asked once after the webhook, and never before.
    const asked: string[] = [];
    door.watch(async ({ vendor, moment, requestId }) => {
      if (moment === "taken") setImmediate(() => end(vendor, requestId ?? ""));
      if (moment === "status") asked.push(vendor);
      return "go";
    });
    const end = (vendor: string, id: string) => {
      if (vendor === "fal") door.fal.end(id);
      else door.replicate.end(id, "success");
    };
    const still = await providers.image.generate(stillRequest(), context);
    const speech = await providers.speech.generate(LINE, { ...context, item: "line" });
    expect([still.mediaType, speech.mediaType]).toEqual(["image/png", "audio/wav"]);
    expect(door.heard).toEqual(["taken", "taken"]);
    expect(asked.filter((vendor) => vendor === "fal")).toHaveLength(1);
    expect(account.bill().map(({ vendor, state }) => `${vendor} ${state}`)).toEqual(["fal done", "replicate done"]);
  });

  it("may come before the answer to the order", async () => {
    const { providers, work } = await door.openProcess(others);
    const { context, book, account } = await work();
    door.watch(async ({ moment, requestId }) => {
      if (moment !== "taken") return "go";
      door.fal.end(requestId ?? "");
      await door.fal.webhooks.settled();
      return "go";
    });
    await providers.image.generate(stillRequest(), context);
    expect(door.heard).toEqual(["taken"]);
    const { requestId } = door.fal.orders[0] ?? {};
    expect((await book.read()).operations).toMatchObject([{ job: { requestId }, orphans: [], end: { state: "done" } }]);
    expect(account.bill()).toMatchObject([{ state: "done", requestId }]);
  });

  it("settles an order whose answer was lost: it is bought once, and is not in doubt", async () => {
    const looked = afterLook(others, () => door.fal.end(door.fal.orders[0]?.requestId ?? ""));
    const { providers, work } = await door.openProcess(looked);
    const { context, book, account } = await work();
    door.fal.faults.next("drop");
    const still = await providers.image.generate(stillRequest(), context);
    expect(still.mediaType).toBe("image/png");
    expect(door.fal.orders).toHaveLength(1);
    const { requestId } = door.fal.orders[0] ?? {};
    expect((await book.read()).operations).toMatchObject([{ job: { requestId }, orphans: [] }]);
    expect(account.bill()).toMatchObject([{ state: "done", requestId, costUsd: door.fal.orders[0]?.billedUsd }]);
    expect(account.balance().reservedUsd).toBe(0);
  });

  it("settles it at Replicate, too, while its list does not answer", async () => {
    const looked = afterLook(others, () => door.replicate.end(door.replicate.orders[0]?.id ?? "", "success"));
    const { providers, work } = await door.openProcess(looked, { lookUpsMs: [1], readMs: 500 });
    const { context, account } = await work();
    door.replicate.faults.nextPost("drop");
    door.watch(async ({ moment }) => (moment === "list" ? "ignore" : "go"));
    await providers.speech.generate(LINE, context);
    expect(door.replicate.posts).toHaveLength(1);
    expect(account.bill()).toMatchObject([{ state: "done", requestId: door.replicate.orders[0]?.id }]);
  });

  it("that settles an order of a process that died is found by the next one", async () => {
    const { providers, work } = await door.openProcess(others);
    const first = await work();
    const stop = new AbortController();
    door.fal.faults.next("drop");
    const ordered = new Promise<string>((resolve) => {
      door.watch(async ({ moment, requestId }) => {
        if (moment === "taken") resolve(requestId ?? "");
        return "go";
      });
    });
    const lost = providers.image.generate(stillRequest(), { ...first.context, signal: stop.signal });
    const requestId = await ordered;
    stop.abort("shutdown");
    await expect(lost).rejects.toMatchObject({ code: "in_doubt" });
    door.fal.end(requestId);
    await door.fal.webhooks.settled();
    const next = await (await door.openProcess(await opened.reopen())).work(first.fence);
    await providers.image.generate(stillRequest(), next.context);
    expect(door.fal.orders).toHaveLength(1);
    expect(next.account.bill()).toMatchObject([{ state: "done", requestId }]);
  });

  it("that comes late and again, after all was booked, changes nothing", async () => {
    const { providers, work } = await door.openProcess(others);
    const { context, book } = await work();
    door.watch(async ({ moment, requestId }) => {
      if (moment === "taken") setImmediate(() => door.fal.end(requestId ?? ""));
      return "go";
    });
    await providers.image.generate(stillRequest(), context);
    const before = await book.read();
    const { requestId = "", webhookUrl } = door.fal.orders[0] ?? {};
    const again = () => door.hear("fal", correlationOf(webhookUrl), received(door.fal.webhooks.signed(requestId)));
    expect([await again(), await again()]).toEqual(["taken", "taken"]);
    expect(await book.read()).toEqual(before);
  });
});
