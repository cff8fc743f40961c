import { describe, expect, inject, it, onTestFinished } from "vitest";
import type { Outbox, Stores } from "../../../checkpoints/types.ts";
import { VideoRequest } from "../../../models/request.ts";
import { type OutboxNews, type OutboxOptions, startOutbox } from "../../../server/webhooks/outbox.ts";
import { startChild } from "../../checkpoints/file/child.ts";
import { openFileStores } from "../../checkpoints/file/stores.ts";
import { openRedisStores } from "../../checkpoints/redis/stores.ts";
import { aHeldTask, anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { aDelivery, openReceiver, SECRET, senderTo } from "./receiver.ts";

/** A task that has ended, and whose owner wants to hear of it. */
async function anEndFor(url: string, stores: Stores): Promise<string> {
  const request = VideoRequest.parse({ prompt: "A fox finds a lantern", webhookUrl: url });
  const fence = await aHeldTask(stores, { request });
  await stores.tasks.finish(fence, anEnd(fence.taskId, 1, "completed"));
  return fence.taskId;
}

/** An outbox that does not wait: what is put off is due at once. Tells for how long it was put off. */
function hurried(outbox: Outbox): Outbox & { pauses: number[] } {
  const pauses: number[] = [];
  const later = (id: string, afterMs: number) => {
    pauses.push(afterMs);
    return outbox.later(id, 0);
  };
  return { ...outbox, later, pauses };
}

/** Tells what waits, until the test ends. Resolves with its news as soon as there are so many. */
function start(options: OutboxOptions) {
  const news: OutboxNews[] = [];
  const worker = startOutbox({
    pollMs: 20,
    ...options,
    onNews(one) {
      news.push(one);
      options.onNews?.(one);
    },
  });
  onTestFinished(worker.close);
  const until = async (count: number) => {
    await expect.poll(() => news.length, { timeout: 8000, interval: 10 }).toBeGreaterThanOrEqual(count);
    return news;
  };
  return { worker, news, until };
}

const openers = [
  ["files", openFileStores],
  ["Redis", openRedisStores],
] as const;

describe.each(openers)("who tells ends that lie in %s", (_kind, open) => {
  async function openTwo(): Promise<[Stores, Stores]> {
    const { stores, reopen, close } = await open();
    const other = await reopen();
    onTestFinished(async () => {
      await other.close();
      await close();
    });
    return [stores, other];
  }

  it("tells an end until the receiver takes it, by one name, and no more", async () => {
    const [stores] = await openTwo();
    const receiver = await openReceiver((_received, response, count) => {
      response.writeHead(count < 4 ? 500 : 200).end();
    });
    const taskId = await anEndFor(receiver.url, stores);
    const outbox = hurried(stores.outbox);
    const { until } = start({ outbox, send: senderTo([receiver], { random: () => 0.5 }) });
    const told = await until(4);
    const deliveryId = receiver.received[0]?.id;
    expect(told).toMatchObject([
      { kind: "later", tries: 1, status: 500, taskId, deliveryId },
      { kind: "later", tries: 2, status: 500, taskId, deliveryId },
      { kind: "later", tries: 3, status: 500, taskId, deliveryId },
      { kind: "told", tries: 4, status: 200, taskId, deliveryId },
    ]);
    expect(outbox.pauses).toEqual([5000, 300_000, 1_800_000]);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(await stores.outbox.take(10, 1)).toEqual([]);
  });

  it("tells each end once, though two processes tell", async () => {
    const [one, other] = await openTwo();
    const receiver = await openReceiver();
    const ids = [];
    for (let count = 0; count < 10; count += 1) ids.push(await anEndFor(receiver.url, one));
    const send = senderTo([receiver]);
    const tellers = [one, other].map(({ outbox }) => start({ outbox, send }));
    await expect.poll(() => receiver.received.length, { timeout: 8000 }).toBe(10);
    await Promise.all(tellers.map(({ worker }) => worker.close()));
    const tasks = receiver.received.map(({ body }) => (body as { taskId: string }).taskId);
    expect(tasks.sort()).toEqual(ids.sort());
    expect(await one.outbox.take(10, 1)).toEqual([]);
  });

  it("gives up a receiver that is gone, and a URL that is not followed", async () => {
    const [stores] = await openTwo();
    const gone = await openReceiver((_received, response) => void response.writeHead(410).end());
    await anEndFor(gone.url, stores);
    await anEndFor("https://127.0.0.1/hook?token=s3cret", stores);
    const { until } = start({ outbox: stores.outbox, send: senderTo([gone]) });
    const news = await until(2);
    expect(news.map(({ kind }) => kind)).toEqual(["given_up", "given_up"]);
    expect(JSON.stringify(news)).toContain("unsafe_url");
    for (const hidden of ["s3cret", "/hook", SECRET, SECRET.slice(6)])
      expect(JSON.stringify(news)).not.toContain(hidden);
    expect(gone.received).toHaveLength(1);
    expect(await stores.outbox.take(10, 1)).toEqual([]);
  });
});

describe("who tells ends", () => {
  async function openRedis(): Promise<Awaited<ReturnType<typeof openRedisStores>>> {
    const opened = await openRedisStores();
    onTestFinished(opened.close);
    return opened;
  }

  it("is not kept from others by a receiver that never answers, and asks little of that one", async () => {
    const { stores } = await openRedis();
    const silent = await openReceiver(() => {});
    const quick = await openReceiver();
    for (let count = 0; count < 120; count += 1) await anEndFor(silent.url, stores);
    for (let count = 0; count < 3; count += 1) await anEndFor(quick.url, stores);
    const { until, worker } = start({ outbox: stores.outbox, send: senderTo([silent, quick]), closeMs: 0 });
    expect((await until(3)).map(({ kind }) => kind)).toEqual(["told", "told", "told"]);
    expect(quick.received).toHaveLength(3);
    expect(silent.received.length).toBeLessThanOrEqual(2);
    await worker.close();
    expect(silent.received.length).toBeLessThanOrEqual(2);
  });

  it("looks at once when it is nudged", async () => {
    const { stores } = await openRedis();
    const receiver = await openReceiver();
    let looks = 0;
    const take: Outbox["take"] = (...values) => {
      looks += 1;
      return stores.outbox.take(...values);
    };
    const { until, worker } = start({
      outbox: { ...stores.outbox, take },
      send: senderTo([receiver]),
      pollMs: 3_600_000,
    });
    await expect.poll(() => looks).toBe(1);
    await anEndFor(receiver.url, stores);
    worker.nudge();
    expect(await until(1)).toMatchObject([{ kind: "told" }]);
  });

  it("waits at its end for what is under way, and begins nothing more", async () => {
    const { stores } = await openRedis();
    const answers: (() => void)[] = [];
    const receiver = await openReceiver((_received, response) => {
      answers.push(() => void response.end());
    });
    for (let count = 0; count < 4; count += 1) await anEndFor(receiver.url, stores);
    const { worker, news } = start({ outbox: stores.outbox, send: senderTo([receiver]) });
    await expect.poll(() => answers.length).toBe(2);
    const closed = worker.close();
    for (const answer of answers) answer();
    await closed;
    expect(news.map(({ kind }) => kind)).toEqual(["told", "told"]);
    expect(receiver.received).toHaveLength(2);
  });

  it("breaks off at its end what takes too long: another one tells it", async () => {
    const { stores } = await openRedis();
    const receiver = await openReceiver((_received, response, count) => {
      if (count > 1) response.end();
    });
    await anEndFor(receiver.url, stores);
    const send = senderTo([receiver]);
    const first = start({ outbox: stores.outbox, send, leaseMs: 300, closeMs: 0 });
    await expect.poll(() => receiver.received.length).toBe(1);
    await first.worker.close();
    expect(first.news).toEqual([]);
    const second = start({ outbox: stores.outbox, send });
    expect(await second.until(1)).toMatchObject([{ kind: "told", tries: 1 }]);
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);
  });

  it("tells what another process was telling when it was killed", async () => {
    const { stores, prefix } = await openRedis();
    const receiver = await openReceiver((_received, response, count) => {
      if (count > 1) response.end();
    });
    await anEndFor(receiver.url, stores);
    const words = [inject("redisUrl"), prefix, receiver.host, SECRET];
    const child = startChild("../../server/webhooks/teller.ts", words);
    await expect.poll(() => receiver.received.length, { timeout: 8000 }).toBe(1);
    await child.kill();
    const { until } = start({ outbox: stores.outbox, send: senderTo([receiver]) });
    expect(await until(1)).toMatchObject([{ kind: "told", tries: 1 }]);
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);
  });

  it("leaves alone what it comes to too late: it is another one's by then", async () => {
    const { stores } = await openRedis();
    const receiver = await openReceiver();
    const late = aDelivery({ id: "msg_late_1", url: receiver.url });
    let isTaken = false;
    const take: Outbox["take"] = async () => {
      if (isTaken) return [];
      isTaken = true;
      return [late];
    };
    const { worker } = start({ outbox: { ...stores.outbox, take }, send: senderTo([receiver]), leaseMs: 0 });
    await expect.poll(() => isTaken).toBe(true);
    await worker.close();
    expect(receiver.received).toEqual([]);
  });

  it("says so when the store fails, and goes on when it is back", async () => {
    const { stores } = await openRedis();
    const receiver = await openReceiver();
    await anEndFor(receiver.url, stores);
    let failures = 1;
    const take: Outbox["take"] = (...values) => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error("gone")) : stores.outbox.take(...values);
    };
    const { until } = start({ outbox: { ...stores.outbox, take }, send: senderTo([receiver]) });
    expect(await until(2)).toMatchObject([{ kind: "failed", problem: { message: "gone" } }, { kind: "told" }]);
  });
});
