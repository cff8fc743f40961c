/**
 * LangGraph's saver over rows: what a checkpoint is made of, the same for every store.
 * A checkpoint's row holds no values. Each value lies by its channel and version, and is written once: a value that a
 * step did not change costs nothing.
 * Not here: where rows lie and who may write them (file/, redis/), how values become bytes (serializer.ts).
 */
import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { RunnableConfig } from "@langchain/core/runnables";
import {
  BaseCheckpointSaver,
  type ChannelVersions,
  type Checkpoint,
  type CheckpointListOptions,
  type CheckpointMetadata,
  type CheckpointPendingWrite,
  type CheckpointTuple,
  compareWritesSortKeys,
  getCheckpointId,
  maxChannelVersion,
  type PendingWrite,
  TASKS,
  WRITES_IDX_MAP,
  writesSortKey,
} from "@langchain/langgraph-checkpoint";
import { PixoraError } from "../models/error.ts";
import type { CheckpointRows, LoadedCheckpoint, TypedBytes, WriteRow } from "./checkpoint-rows.ts";
import { createSerializer } from "./serializer.ts";

/** Rejects as the rows do, and with `internal` when a config does not name what it is about. */
export function createSaver(rows: CheckpointRows): BaseCheckpointSaver {
  // LangGraph's base calls versions numbers by default, and works with text just as well: the savers it ships do so.
  return new RowSaver(rows) as BaseCheckpointSaver;
}

/** Versions compare as text, so that all have one width. Every checkpoint names those of all channels. */
const VERSION_DIGITS = 10;

class RowSaver extends BaseCheckpointSaver<string | number> {
  readonly #rows: CheckpointRows;

  constructor(rows: CheckpointRows) {
    super(createSerializer());
    this.#rows = rows;
  }

  /** A counter, and a random end: two forks of one checkpoint never give two values the same version. */
  override getNextVersion(current: string | number | undefined): string | number {
    const counter = current === undefined ? 0 : Number.parseInt(String(current), 10);
    return `${String(counter + 1).padStart(VERSION_DIGITS, "0")}.${randomBytes(8).toString("hex")}`;
  }

  async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    if (config.configurable?.thread_id === undefined) return undefined;
    const { threadId, namespace } = placeOf(config);
    const loaded = await this.#rows.load(threadId, namespace, getCheckpointId(config) || null);
    return loaded ? this.#tuple(loaded) : undefined;
  }

  async *list(config: RunnableConfig, options: CheckpointListOptions = {}): AsyncGenerator<CheckpointTuple> {
    const search = {
      threadId: config.configurable?.thread_id ?? null,
      namespace: config.configurable?.checkpoint_ns ?? null,
      id: getCheckpointId(config) || null,
      before: options.before ? getCheckpointId(options.before) || null : null,
    };
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    if (left <= 0) return;
    for await (const loaded of this.#rows.list(search)) {
      const metadata: CheckpointMetadata = await this.#read(loaded.row.metadata);
      if (!isMatch(metadata, options.filter)) continue;
      yield await this.#tuple(loaded);
      left -= 1;
      if (left <= 0) return;
    }
  }

  async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    const { threadId, namespace } = placeOf(config);
    const { channel_values: values, ...bare } = checkpoint;
    const parentId = getCheckpointId(config) || null;
    const versions = versionsOf(checkpoint);
    const fresh = Object.entries(newVersions).filter(([channel]) => Object.hasOwn(values, channel));
    // All is turned into bytes before anything is waited for: LangGraph goes on to change what it handed over.
    const [head, about, ...bytes] = await Promise.all(
      [{ ...bare, channel_values: {} }, metadata, ...fresh.map(([channel]) => values[channel])].map((value) =>
        this.#write(value),
      ),
    );
    if (!head || !about) throw new PixoraError("internal", "A checkpoint was not turned into bytes.");
    const row = { id: checkpoint.id, parentId, checkpoint: head, metadata: about, versions };
    const valueRows = bytes.map((value, index) => {
      const [channel, version] = fresh[index] ?? ["", ""];
      return { channel, version: String(version), value };
    });
    await this.#rows.put(threadId, namespace, row, valueRows);
    return toConfig(threadId, namespace, checkpoint.id);
  }

  async putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string, taskPath = ""): Promise<void> {
    const { threadId, namespace } = placeOf(config);
    const checkpointId = getCheckpointId(config);
    if (!checkpointId)
      throw new PixoraError("internal", 'The writes lack "checkpoint_id", the checkpoint they follow.');
    const rows = await Promise.all(
      writes.map(async ([channel, value], place): Promise<WriteRow> => {
        const index = WRITES_IDX_MAP[channel] ?? place;
        return { taskId, taskPath, index, channel, value: await this.#write(value) };
      }),
    );
    await this.#rows.putWrites(threadId, namespace, checkpointId, rows);
  }

  async deleteThread(threadId: string): Promise<void> {
    await this.#rows.deleteThread(threadId);
  }

  async #tuple({ threadId, namespace, row, values, writes }: LoadedCheckpoint): Promise<CheckpointTuple> {
    const checkpoint: Checkpoint = await this.#read(row.checkpoint);
    checkpoint.channel_values = Object.fromEntries(
      await Promise.all([...values].map(async ([channel, value]) => [channel, await this.#read(value)] as const)),
    );
    if (checkpoint.v < 4 && row.parentId !== null) await this.#moveSends(checkpoint, threadId, namespace, row.parentId);
    const tuple: CheckpointTuple = {
      config: toConfig(threadId, namespace, row.id),
      checkpoint,
      metadata: await this.#read(row.metadata),
      pendingWrites: await this.#pending(writes),
    };
    return row.parentId === null ? tuple : { ...tuple, parentConfig: toConfig(threadId, namespace, row.parentId) };
  }

  /** Checkpoints before format 4 left the sends among their parent's writes; today they are a channel. */
  async #moveSends(checkpoint: Checkpoint, threadId: string, namespace: string, parentId: string): Promise<void> {
    const parent = await this.#rows.load(threadId, namespace, parentId);
    const sends = await this.#pending((parent?.writes ?? []).filter(({ channel }) => channel === TASKS));
    checkpoint.channel_values[TASKS] = sends.map(([, , value]) => value);
    const versions = Object.values(checkpoint.channel_versions);
    checkpoint.channel_versions[TASKS] =
      versions.length > 0 ? maxChannelVersion(...versions) : this.getNextVersion(undefined);
  }

  /** In the order in which a superstep takes writes in, whatever order they came in. */
  #pending(writes: readonly WriteRow[]): Promise<CheckpointPendingWrite[]> {
    const sorted = writes.toSorted((one, other) => compareWritesSortKeys(keyOf(one), keyOf(other)));
    return Promise.all(
      sorted.map(async ({ taskId, channel, value }): Promise<CheckpointPendingWrite> => {
        return [taskId, channel, await this.#read(value)];
      }),
    );
  }

  async #write(value: unknown): Promise<TypedBytes> {
    const [type, bytes] = await this.serde.dumpsTyped(value);
    return { type, bytes };
  }

  #read({ type, bytes }: TypedBytes) {
    return this.serde.loadsTyped(type, bytes);
  }
}

/** Throws `internal` for a config that names no thread. */
function placeOf(config: RunnableConfig): { threadId: string; namespace: string } {
  const { thread_id: threadId, checkpoint_ns: namespace = "" } = config.configurable ?? {};
  if (typeof threadId === "string" && threadId !== "" && typeof namespace === "string") return { threadId, namespace };
  throw new PixoraError(
    "internal",
    `A checkpoint needs a "thread_id" that is text; it is ${JSON.stringify(threadId)}.`,
  );
}

function toConfig(threadId: string, namespace: string, id: string): RunnableConfig {
  return { configurable: { thread_id: threadId, checkpoint_ns: namespace, checkpoint_id: id } };
}

/** A channel without a version has only its default, which the graph knows; one without a value has nothing to find. */
function versionsOf({ channel_values, channel_versions }: Checkpoint): Record<string, string> {
  const found = Object.entries(channel_versions).filter(([channel]) => Object.hasOwn(channel_values, channel));
  return Object.fromEntries(found.map(([channel, version]) => [channel, String(version)]));
}

function keyOf({ taskPath, taskId, index }: WriteRow) {
  return writesSortKey(taskPath, taskId, index);
}

function isMatch(metadata: CheckpointMetadata, filter: Record<string, unknown> = {}): boolean {
  const known = new Map<string, unknown>(Object.entries(metadata));
  return Object.entries(filter).every(([key, value]) => isDeepStrictEqual(known.get(key), value));
}
