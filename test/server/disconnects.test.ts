import { expect, it, onTestFinished } from "vitest";
import type { Fence, Stores } from "../../checkpoints/types.ts";
import { aDraft, anEvent, claimAgain } from "../contract/checkpoints/task-samples.ts";
import { aTask } from "../task-sample.ts";
import { type Loss, readThrough } from "./event-reader.ts";
import { openServiceRig, type RigOptions, type ServiceRig } from "./service-rig.ts";
import { bearer } from "./shared-house.ts";
import { numbers } from "./stream/stream-reader.ts";

interface Size {
  losses: number;
  readers: number;
  tasks: number;
  /** Of each task, its end included. */
  events: number;
}

/** All tests together lose 10,000 connections: the first one eight times. */
const SIZE: Size = { losses: 1000, readers: 40, tasks: 4, events: 250 };
const OF_FILMS = { losses: 1000, readers: 40, films: 4 };

it.each(numbers(1, 8))(
  "readers that lose their connections to two servers of one Redis hear all, once, in order: %i",
  (seed) => loseConnections("redis", SIZE, seed),
);

it("so do readers of two servers over the same files", () => loseConnections("file", SIZE, 9));

it("so do readers of films that are being made", async () => {
  const { losses, readers, films } = OF_FILMS;
  const hold = createHold();
  const lost = createCount();
  const servers = await openTwo("redis", { onDraw: hold.pass });
  const tasks = await Promise.all(numbers(1, films).map(() => servers[0].order()));
  // Each server makes two at once, and none goes on from its pictures before most of the connections are lost.
  for (const taskId of tasks) await reaches(servers[0].stores, taskId, 9);
  const random = createRandom(10);
  const heard = tasks.map(async (taskId) => {
    const lastId = await servers[0].stores.events.lastId(taskId);
    const where = { nextUrl: pickUrl(random, servers), taskId, headers: ANN, onLoss: lost.add };
    const plans = numbers(1, readers / films).map(() => planLosses(random, losses / readers, lastId - 1));
    return Promise.all(plans.map((plan) => readThrough({ ...where, losses: plan })));
  });
  await lost.reaches(losses * 0.9);
  hold.open();
  for (const [place, taskId] of tasks.entries()) await compare(servers, taskId, (await heard[place]) ?? []);
  await expectNobody(servers);
});

/** Events are written one after the other, while readers come and go. */
async function loseConnections(kind: "file" | "redis", size: Size, seed: number): Promise<void> {
  const servers = await openTwo(kind, { environment: { PIXORA_WORKERS: "0" } });
  const random = createRandom(seed);
  const told = await Promise.all(
    numbers(1, size.tasks).map(async () => {
      const readers = numbers(1, size.readers / size.tasks);
      const plans = readers.map(() => planLosses(random, size.losses / size.readers, size.events - 1));
      return { plans, fence: await heldTask(servers[0].stores), lost: createCount() };
    }),
  );
  const telling = told.map((task) => tell(servers[0].stores, task, size.events));
  const heard = told.map(({ plans, fence, lost }) => {
    const where = { nextUrl: pickUrl(random, servers), taskId: fence.taskId, headers: ANN };
    return Promise.all(plans.map((losses) => readThrough({ ...where, losses, onLoss: lost.add })));
  });
  const [lostMeanwhile] = await Promise.all([Promise.all(telling), ...heard]);
  expect(lostMeanwhile.reduce((sum, lost) => sum + lost, 0)).toBeGreaterThan(size.losses * 0.4);
  for (const [place, { fence }] of told.entries()) await compare(servers, fence.taskId, (await heard[place]) ?? []);
  await expectNobody(servers);
}

const ANN = bearer("ann-secret");
type Two = readonly [ServiceRig, ServiceRig];

async function openTwo(kind: "file" | "redis", { environment, ...options }: RigOptions): Promise<Two> {
  const room = { PIXORA_MAX_STREAMS: "10000", PIXORA_REQUESTS_PER_MINUTE: "1000000" };
  const one = await openServiceRig({ ...options, kind, environment: { ...room, ...environment } });
  onTestFinished(one.close);
  return [one, await one.another()];
}

/** A task of Ann's that this test carries out. */
async function heldTask(stores: Stores): Promise<Fence> {
  const draft = aDraft({ owner: "key:ann" });
  await stores.tasks.create(draft);
  return claimAgain(stores, draft.id, 600_000);
}

interface Told {
  fence: Fence;
  /** Of each reader. */
  plans: readonly Loss[][];
  lost: ReturnType<typeof createCount>;
}

/**
 * Writes all events; each when half of the connections that can be lost before it are lost, so that readers come in the
 * middle of it. Resolves with how many were lost meanwhile.
 */
async function tell({ tasks, events }: Stores, { fence, plans, lost }: Told, count: number): Promise<number> {
  const places = plans.flat().map(({ afterId }) => afterId);
  for (const id of numbers(1, count)) {
    await lost.reaches(Math.floor(places.filter((afterId) => afterId < id - 1).length / 2));
    if (id < count) await events.append(fence, [anEvent(fence.taskId, id)]);
  }
  const lostMeanwhile = lost.count();
  const task = aTask({ id: fence.taskId, status: "failed" });
  await tasks.finish(fence, { task, event: anEvent(fence.taskId, count, "task-end") });
  return lostMeanwhile;
}

/** Each reader has heard what whoever comes afterwards hears, from either server. */
async function compare(servers: Two, taskId: string, heard: readonly Buffer[][]): Promise<void> {
  const [one, two] = [await wholeStream(servers[0], taskId), await wholeStream(servers[1], taskId)];
  expect(two).toEqual(one);
  expect(one.map(idOf)).toEqual(numbers(1, one.length));
  for (const events of heard) {
    expect(events.map(idOf)).toEqual(one.map(idOf));
    expect(events.map(String)).toEqual(one);
  }
}

async function expectNobody(servers: Two): Promise<void> {
  for (const server of servers) {
    const streams = async () => (await server.ask("GET", "/metrics")).text.match(/^pixora_event_streams (\d+)$/m)?.[1];
    await expect.poll(streams, { timeout: 5000 }).toBe("0");
  }
}

/** The events of an ended task, as texts, which are also what a program gets page by page. */
async function wholeStream(server: ServiceRig, taskId: string): Promise<string[]> {
  const { text } = await server.ask("GET", `/ai/tasks/${taskId}/events`);
  const [greeting, ...events] = text.split(/(?<=\n\n)/);
  expect(greeting).toBe("retry: 2000\n\n");
  const headers = { accept: "application/json" };
  const page = await server.ask("GET", `/ai/tasks/${taskId}/events?limit=1000`, { headers });
  expect(events.map((event) => JSON.parse(event.split("\ndata: ")[1] ?? ""))).toEqual(page.json().data);
  return events;
}

function idOf(event: string | Buffer): number {
  return Number(/^id: (\d+)\n/.exec(String(event))?.[1]);
}

/** @param most the last event after which a connection may be lost */
function planLosses(random: () => number, count: number, most: number): Loss[] {
  const places = numbers(1, count).map(() => Math.floor(random() * (most + 1)));
  const ways = ["unheard", "reset", "reset", "end"] as const;
  return places
    .sort((one, other) => one - other)
    .map((afterId) => {
      const how = ways[Math.floor(random() * ways.length)] ?? "end";
      return { afterId, how, moreBytes: Math.floor(random() * 60) };
    });
}

function pickUrl(random: () => number, servers: Two): () => string {
  return () => servers[random() < 0.5 ? 0 : 1].url;
}

/** Resolves when so much has been told of a task. */
async function reaches({ events }: Stores, taskId: string, id: number): Promise<void> {
  for await (const event of events.follow(taskId, 0, new AbortController().signal)) if (event.id >= id) return;
}

/** Holds up whoever comes until it is opened. */
function createHold() {
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { pass: () => isOpen, open: () => open() };
}

/** Counts, and lets one wait for a number. */
function createCount() {
  let count = 0;
  let tell = () => {};
  return {
    add() {
      count++;
      tell();
    },
    count: () => count,
    async reaches(least: number) {
      while (count < least) {
        await new Promise<void>((resolve) => {
          tell = resolve;
        });
      }
    },
  };
}

/** Numbers from 0 up to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
