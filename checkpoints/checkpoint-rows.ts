/**
 * Where a saver's rows lie: the part of a saver that differs between stores.
 * Not here: what LangGraph wants of a saver (saver.ts), fences (each store's own).
 */

/** A value as LangGraph's serializer writes it: the type's name and the bytes. */
export interface TypedBytes {
  type: string;
  bytes: Uint8Array;
}

/** A checkpoint of one thread and namespace, without its channels' values. */
export interface CheckpointRow {
  /** Sorts by age. */
  id: string;
  parentId: string | null;
  checkpoint: TypedBytes;
  metadata: TypedBytes;
  /** The version of each channel that has a value in this checkpoint: with it the value is found. */
  versions: Readonly<Record<string, string>>;
}

/** A channel's value at one version. Versions are never used twice, so that forks share nothing by accident. */
export interface ValueRow {
  channel: string;
  version: string;
  value: TypedBytes;
}

/** What one task of a superstep wrote, before the next checkpoint takes it in. */
export interface WriteRow {
  taskId: string;
  taskPath: string;
  /** Negative for LangGraph's own marks (`WRITES_IDX_MAP`), which replace each other; the others stay as first written. */
  index: number;
  channel: string;
  value: TypedBytes;
}

export interface LoadedCheckpoint {
  threadId: string;
  namespace: string;
  row: CheckpointRow;
  /** By channel, for the row's versions. */
  values: ReadonlyMap<string, TypedBytes>;
  /** In any order. */
  writes: readonly WriteRow[];
}

/** Narrows a listing. Newest first within a namespace. */
export interface CheckpointSearch {
  threadId: string | null;
  namespace: string | null;
  id: string | null;
  /** Only those older than this id. */
  before: string | null;
}

export interface CheckpointRows {
  /** @param id null for the newest of the namespace */
  load(threadId: string, namespace: string, id: string | null): Promise<LoadedCheckpoint | null>;
  /** Writes a checkpoint together with the values that are new in it. */
  put(threadId: string, namespace: string, row: CheckpointRow, values: readonly ValueRow[]): Promise<void>;
  putWrites(threadId: string, namespace: string, checkpointId: string, writes: readonly WriteRow[]): Promise<void>;
  list(search: CheckpointSearch): AsyncGenerator<LoadedCheckpoint, void, undefined>;
  deleteThread(threadId: string): Promise<void>;
}
