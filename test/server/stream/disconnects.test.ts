import { expect, it, onTestFinished } from "vitest";
import type { Fence, Stores } from "../../../checkpoints/types.ts";
import { createEventStreams, type EventStreams } from "../../../server/stream/event-streams.ts";
import { openRedisStores } from "../../checkpoints/redis/stores.ts";
import { anEvent, claimed } from "../../contract/checkpoints/task-samples.ts";
import { numbers, parseHeard } from "./stream-reader.ts";
import { askFor, serveStreams } from "./stream-server.ts";

/** Also passes with 10,000, in about 13 s on two busy cores. */
const DISCONNECTS = 2000;
const READERS = 100;
const TASKS = 10;
/** Of each task, the end included. */
const EVENTS = 400;
const SEED = 20_261_128;

it(`readers that lose their connection ${DISCONNECTS} times have had all events once, in order`, async () => {
  const { stores, close } = await openRedisStores();
  onTestFinished(close);
  const streams = streamsOver(stores);
  const server = await serveStreams(streams);
  onTestFinished(server.close);
  const fences = await Promise.all(Array.from({ length: TASKS }, () => claimed(stores, 600_000)));
  const random = createRandom(SEED);
  const telling = Promise.all(fences.map((fence) => tell(stores, fence)));
  const readers = numbers(1, READERS).map(async (place) => {
    const { taskId } = fences[place % TASKS] ?? { taskId: "" };
    const cuts = numbers(1, DISCONNECTS / READERS).map(() => Math.floor(random() * EVENTS));
    return readThrough(
      server.port,
      taskId,
      cuts.sort((a, b) => a - b),
    );
  });
  for (const ids of await Promise.all(readers)) expect(ids).toEqual(numbers(1, EVENTS));
  await telling;
  await expect.poll(() => streams.count()).toEqual({ streams: 0, tasks: 0 });
}, 30_000);

function streamsOver({ events }: Stores): EventStreams {
  return createEventStreams({
    events,
    present: (event) => event,
    snapshotOf: async () => null,
    limits: { perOwner: READERS * 2, perProcess: READERS * 2 },
  });
}

/** Half of the events at once, the others while readers come and go. */
async function tell({ events }: Stores, fence: Fence): Promise<void> {
  const some = (from: number, to: number) => numbers(from, to).map((id) => anEvent(fence.taskId, id));
  await events.append(fence, some(1, EVENTS / 2));
  for (let id = EVENTS / 2 + 1; id < EVENTS; id++) await events.append(fence, some(id, id));
  await events.append(fence, [anEvent(fence.taskId, EVENTS, "task-end")]);
}

/** Reads to the end of the task. At each cut the connection breaks, and what was on its way is lost. */
async function readThrough(port: number, taskId: string, cuts: readonly number[]): Promise<number[]> {
  const ids: number[] = [];
  for (const cut of [...cuts, EVENTS]) {
    const { request, answer } = await askFor(port, taskId, ids.at(-1) ?? 0);
    expect(answer.statusCode).toBe(200);
    if (cut > ids.length) {
      await new Promise<void>((resolve) => {
        let text = "";
        answer.on("end", resolve);
        answer.on("data", (bytes: Buffer) => {
          const blocks = (text + bytes.toString()).split("\n\n");
          text = blocks.pop() ?? "";
          for (const block of blocks) {
            const { id } = parseHeard(block);
            if (id === null || ids.length >= cut) continue;
            ids.push(id);
            if (ids.length === cut && cut < EVENTS) resolve();
          }
        });
      });
    }
    if (cut < EVENTS) request.socket?.resetAndDestroy();
  }
  return ids;
}

/** Numbers from 0 up to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
