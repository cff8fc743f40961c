/**
 * A saver's rows in Redis: five keys for each thread, one script for each call, values only in versions that are new.
 * Not here: the scripts (row-scripts.ts).
 */
import { PixoraError } from "../../models/error.ts";
import type {
  CheckpointRow,
  CheckpointRows,
  CheckpointSearch,
  LoadedCheckpoint,
  TypedBytes,
  WriteRow,
} from "../checkpoint-rows.ts";
import type { Fence } from "../types.ts";
import { expand, squeeze } from "./compression.ts";
import type { RedisConnection } from "./connection.ts";
import { refuseFenced } from "./fence.ts";
import { type Keys, threadKeys } from "./keys.ts";
import { pack, unpack } from "./packing.ts";
import { DELETE_THREAD, LOAD, PAGE, PUT, PUT_WRITES } from "./row-scripts.ts";
import { bytesOf, listOf, type Reply } from "./script.ts";

/** How many checkpoints, with all their values, a listing fetches in one go. */
const PAGE_LENGTH = 10;
const THREADS_LENGTH = 100;

/** @param fence whose task's thread alone is written; null for any thread, unfenced */
export function createRedisRows(connection: RedisConnection, keys: Keys, fence: Fence | null): CheckpointRows {
  const { run, ask } = connection;
  const entered = new Set<string>();
  const keysOf = (threadId: string) => [...threadKeys(keys.task(threadId)), keys.task(threadId).row];
  const write = async (script: typeof PUT, threadId: string, values: readonly (string | Buffer)[]) => {
    refuseOthers(fence, threadId);
    const answer = await run(script, keysOf(threadId), [fence?.epoch ?? "", ...values]);
    if (fence) refuseFenced(answer, fence);
  };
  /** Once for each thread: on the same connection the entry is there before what it leads to. */
  const enter = async (threadId: string) => {
    if (entered.has(threadId)) return;
    await ask((redis) => redis.zadd(keys.threads, 0, threadId));
    entered.add(threadId);
  };
  return {
    async load(threadId, namespace, id) {
      const reply = await run(LOAD, keysOf(threadId), [placeOf(namespace, ""), id ?? ""]);
      return toLoaded(threadId, namespace, reply);
    },
    async put(threadId, namespace, row, values) {
      const names = Object.entries(row.versions).map(([channel, version]) => nameOf(namespace, channel, version));
      const fresh = values.flatMap(({ channel, version, value }) => [
        nameOf(namespace, channel, version),
        packValue(channel, value),
      ]);
      const written = write(PUT, threadId, [placeOf(namespace, row.id), packRow(row), pack(names), ...fresh]);
      await Promise.all([enter(threadId), written]);
    },
    async putWrites(threadId, namespace, checkpointId, writes) {
      if (writes.length === 0) return;
      const place = placeOf(namespace, checkpointId);
      const entries = writes.flatMap((row) => [
        `${place}\0${row.taskId}\0${row.index}`,
        row.index < 0 ? "1" : "0",
        packWrite(row),
      ]);
      await write(PUT_WRITES, threadId, entries);
    },
    list: (search) => list(search, connection, keys),
    async deleteThread(threadId) {
      await write(DELETE_THREAD, threadId, []);
      entered.delete(threadId);
      await ask((redis) => redis.zrem(keys.threads, threadId));
    },
  };
}

function refuseOthers(fence: Fence | null, threadId: string): void {
  if (fence === null || fence.taskId === threadId) return;
  throw new PixoraError("fenced", `The holder of task ${fence.taskId} may not write the thread ${threadId}.`);
}

async function* list(
  search: CheckpointSearch,
  connection: RedisConnection,
  keys: Keys,
): AsyncGenerator<LoadedCheckpoint, void, undefined> {
  if (search.threadId !== null) return yield* listThread(search.threadId, search, connection, keys);
  for (let after = "-"; ; ) {
    const ids = await connection.ask((redis) =>
      redis.zrangebylex(keys.threads, after, "+", "LIMIT", 0, THREADS_LENGTH),
    );
    for (const id of ids) yield* listThread(id, search, connection, keys);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = `(${last}`;
  }
}

async function* listThread(
  threadId: string,
  search: CheckpointSearch,
  { run }: RedisConnection,
  keys: Keys,
): AsyncGenerator<LoadedCheckpoint, void, undefined> {
  const [lowest, highest] = boundsOf(search);
  for (let from = highest; ; ) {
    const page = listOf(await run(PAGE, threadKeys(keys.task(threadId)), [from, lowest, PAGE_LENGTH]));
    for (const entry of page) {
      const [place, reply] = listOf(entry);
      const found = toLoaded(threadId, namespaceOf(bytesOf(place)), reply ?? null);
      if (found && isWanted(found, search)) yield found;
      from = Buffer.concat([Buffer.from("("), bytesOf(place)]);
    }
    if (page.length < PAGE_LENGTH) return;
  }
}

/** Of the index: what the search does not want between them is left out later. */
function boundsOf({ namespace, id, before }: CheckpointSearch): [lowest: Buffer, highest: Buffer] {
  if (namespace === null) return [Buffer.from("-"), Buffer.from("+")];
  const start = placeOf(namespace, "");
  const lowest = Buffer.from(`[${start}${id ?? ""}`);
  if (id !== null) return [lowest, lowest];
  // No text has a byte like this one, so that it comes after each id.
  const end = before === null ? Buffer.from([0xff]) : Buffer.from(before);
  return [lowest, Buffer.concat([Buffer.from(`(${start}`), end])];
}

function isWanted({ row }: LoadedCheckpoint, { id, before }: CheckpointSearch): boolean {
  return (id === null || row.id === id) && (before === null || row.id < before);
}

/** JSON has no zero byte, whatever the namespace is called. */
function placeOf(namespace: string, id: string): string {
  return `${JSON.stringify(namespace)}\0${id}`;
}

function namespaceOf(place: Buffer): string {
  return JSON.parse(place.subarray(0, place.indexOf(0)).toString());
}

function nameOf(namespace: string, channel: string, version: string): string {
  return JSON.stringify([namespace, channel, version]);
}

function packRow({ id, parentId, checkpoint, metadata, versions }: CheckpointRow): Buffer {
  const head = JSON.stringify({ id, parentId, versions, types: [checkpoint.type, metadata.type] });
  return pack([head, checkpoint.bytes, metadata.bytes]);
}

function packValue(channel: string, value: TypedBytes): Buffer {
  const { type, bytes } = squeeze(value);
  return pack([channel, type, bytes]);
}

function packWrite({ value, ...rest }: WriteRow): Buffer {
  const { type, bytes } = squeeze(value);
  return pack([JSON.stringify({ ...rest, type }), bytes]);
}

function toLoaded(threadId: string, namespace: string, reply: Reply): LoadedCheckpoint | null {
  const [row, values, writes] = listOf(reply);
  if (row === undefined) return null;
  return {
    threadId,
    namespace,
    row: unpackRow(bytesOf(row)),
    values: new Map(listOf(values).map((value) => unpackValue(bytesOf(value)))),
    writes: listOf(writes).map((write) => unpackWrite(bytesOf(write))),
  };
}

function unpackRow(packed: Buffer): CheckpointRow {
  const [head, checkpoint, metadata] = unpack(packed);
  const known: Pick<CheckpointRow, "id" | "parentId" | "versions"> & { types: [string, string] } = JSON.parse(
    `${head}`,
  );
  const { types, ...rest } = known;
  return { ...rest, checkpoint: typed(types[0], checkpoint), metadata: typed(types[1], metadata) };
}

function unpackValue(packed: Buffer): [channel: string, value: TypedBytes] {
  const [channel, type, bytes] = unpack(packed);
  return [`${channel}`, typed(`${type}`, bytes)];
}

function unpackWrite(packed: Buffer): WriteRow {
  const [head, bytes] = unpack(packed);
  const { type, ...rest }: Omit<WriteRow, "value"> & { type: string } = JSON.parse(`${head}`);
  return { ...rest, value: typed(type, bytes) };
}

function typed(type: string, bytes: Uint8Array = new Uint8Array()): TypedBytes {
  return expand({ type, bytes });
}
