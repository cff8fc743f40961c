/**
 * The product's parts, wrapped so that the process ends by SIGKILL when it comes by a place:
 * `<call>:<detail>:before` or `:after`, such as `decide:sending:image:after`. The product knows nothing of it.
 */
import { writeSync } from "node:fs";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import type { Stores } from "../../checkpoints/types.ts";
import type { CuttingRoom, Media } from "../../media/types.ts";
import type { Book } from "../../models/book.ts";
import { childIds, isFfmpeg } from "../bench/processes.ts";
import { type CrashPoint, LAST_WORD } from "./protocol.ts";

/** Resolves at once, or never. */
type PassBy = (place: string) => Promise<void>;

export interface Parts {
  stores: Stores;
  media: Media;
}

/** @param wait for a point that does not end the process: resolves when it may go on */
export function withCrash(
  { stores, media }: Parts,
  crash: CrashPoint | null,
  wait: (place: string) => Promise<void> = die,
): Parts {
  if (crash === null) return { stores, media };
  let left = crash.nth ?? 1;
  const passBy: PassBy = async (place) => {
    if (place !== crash.place) return;
    left -= 1;
    if (left === 0) await (crash.waits ? wait : die)(place);
  };
  return { stores: watchStores(stores, passBy), media: watchMedia(media, passBy) };
}

/** Nothing of ours runs after it, not even what is due in this very turn of the loop. */
function die(place: string): Promise<never> {
  writeSync(1, `${LAST_WORD}${place}\n`);
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => {});
}

async function around<Result>(passBy: PassBy, call: string, act: () => Promise<Result>): Promise<Result> {
  await passBy(`${call}:before`);
  const result = await act();
  await passBy(`${call}:after`);
  return result;
}

function watchStores(stores: Stores, passBy: PassBy): Stores {
  const { tasks, queue } = stores;
  return {
    ...stores,
    tasks: {
      ...tasks,
      create: (...given) => around(passBy, "create", () => tasks.create(...given)),
      claim: (...given) => around(passBy, "claim", () => tasks.claim(...given)),
      finish: (...given) => around(passBy, "finish", () => tasks.finish(...given)),
    },
    queue: { ...queue, add: (row) => around(passBy, "queue", () => queue.add(row)) },
    book: (fence) => watchBook(stores.book(fence), passBy),
    saver: (fence) => watchSaver(stores.saver(fence), passBy),
  };
}

function watchBook(book: Book, passBy: PassBy): Book {
  const capabilities = new Map<string, string>();
  return {
    ...book,
    async read() {
      const contents = await book.read();
      for (const { decision } of contents.operations) capabilities.set(decision.id, decision.capability);
      return contents;
    },
    decide(decision) {
      capabilities.set(decision.id, decision.capability);
      return around(passBy, `decide:${decision.state}:${decision.capability}`, () => book.decide(decision));
    },
    tookJob: (id, job) => around(passBy, `job:${capabilities.get(id)}`, () => book.tookJob(id, job)),
    ended: (id, end) => around(passBy, `end:${capabilities.get(id)}`, () => book.ended(id, end)),
    // Named by the thing, whichever step it is of.
    keep: (name, result) => around(passBy, `keep:${name.split(":").at(-1)}`, () => book.keep(name, result)),
  };
}

/** Writes and checkpoints are told by the channels that they hold something new for. Changes the saver itself. */
function watchSaver(saver: BaseCheckpointSaver, passBy: PassBy): BaseCheckpointSaver {
  const put = saver.put.bind(saver);
  const putWrites = saver.putWrites.bind(saver);
  saver.putWrites = async (config, writes, ...rest) => {
    const channels = writes.map(([channel]) => channel);
    for (const channel of channels) await passBy(`writes:${channel}:before`);
    await putWrites(config, writes, ...rest);
    for (const channel of channels) await passBy(`writes:${channel}:after`);
  };
  saver.put = async (config, checkpoint, metadata, versions) => {
    for (const channel of Object.keys(versions)) await passBy(`checkpoint:${channel}:before`);
    return put(config, checkpoint, metadata, versions);
  };
  return saver;
}

function watchMedia(media: Media, passBy: PassBy): Media {
  return {
    ...media,
    async openCuttingRoom(format) {
      return watchRoom(await media.openCuttingRoom(format), passBy);
    },
  };
}

function watchRoom(room: CuttingRoom, passBy: PassBy): CuttingRoom {
  return {
    ...room,
    addScene: (...given) => whileFfmpegRuns(passBy, "cutting", () => room.addScene(...given)),
    finish: (...given) => whileFfmpegRuns(passBy, "composing", () => room.finish(...given)),
  };
}

const LOOK_MS = 2;

async function whileFfmpegRuns<Result>(passBy: PassBy, place: string, act: () => Promise<Result>): Promise<Result> {
  // Nobody tells that a program has begun: the system is asked.
  const looks = setInterval(() => {
    if (!childIds().some(isFfmpeg)) return;
    clearInterval(looks);
    void passBy(place);
  }, LOOK_MS);
  return act().finally(() => clearInterval(looks));
}
