/** The checkpoints of one thread, as the lines of its journal leave them. */
import type { CheckpointRow, LoadedCheckpoint, TypedBytes, WriteRow } from "../checkpoint-rows.ts";
import { fromStored, type JournalLine, type StoredBytes, toStored } from "./journal-lines.ts";

interface NamespaceState {
  checkpoints: Map<string, CheckpointRow>;
  /** By version, by channel. */
  values: Map<string, Map<string, StoredBytes>>;
  /** By task and index, by checkpoint: a write may come before its checkpoint. */
  writes: Map<string, Map<string, WriteRow>>;
}

/** By namespace. */
export type ThreadState = Map<string, NamespaceState>;

type ThreadLine = Extract<JournalLine, { kind: "checkpoint" | "value" | "write" | "forget" }>;

export function isThreadLine(line: JournalLine): line is ThreadLine {
  return line.kind === "checkpoint" || line.kind === "value" || line.kind === "write" || line.kind === "forget";
}

export function applyThreadLine(thread: ThreadState, line: ThreadLine): void {
  if (line.kind === "forget") {
    thread.clear();
    return;
  }
  const place = thread.get(line.namespace) ?? { checkpoints: new Map(), values: new Map(), writes: new Map() };
  thread.set(line.namespace, place);
  if (line.kind === "checkpoint") addCheckpoint(place, line);
  if (line.kind === "value") addValue(place, line);
  if (line.kind === "write") addWrite(place, line);
}

function addCheckpoint(place: NamespaceState, line: Extract<ThreadLine, { kind: "checkpoint" }>): void {
  const { id, parentId, checkpoint, metadata, versions } = line;
  place.checkpoints.set(id, {
    id,
    parentId,
    versions,
    checkpoint: fromStored(checkpoint),
    metadata: fromStored(metadata),
  });
}

/** A version is never used twice, so the first value under it is the value. */
function addValue({ values }: NamespaceState, line: Extract<ThreadLine, { kind: "value" }>): void {
  const versions = values.get(line.channel) ?? new Map<string, StoredBytes>();
  values.set(line.channel, versions);
  if (!versions.has(line.version)) versions.set(line.version, line.value);
}

function addWrite({ writes }: NamespaceState, line: Extract<ThreadLine, { kind: "write" }>): void {
  const { checkpointId, taskId, taskPath, index, channel, value } = line;
  const known = writes.get(checkpointId) ?? new Map<string, WriteRow>();
  writes.set(checkpointId, known);
  const key = JSON.stringify([taskId, index]);
  if (index < 0 || !known.has(key)) known.set(key, { taskId, taskPath, index, channel, value: fromStored(value) });
}

/** Whether this value or write would change nothing. */
export function isKnown(thread: ThreadState, line: ThreadLine): boolean {
  if (line.kind === "forget") return thread.size === 0;
  const place = thread.get(line.namespace);
  if (line.kind === "value") return place?.values.get(line.channel)?.has(line.version) ?? false;
  if (line.kind !== "write" || line.index < 0) return false;
  return place?.writes.get(line.checkpointId)?.has(JSON.stringify([line.taskId, line.index])) ?? false;
}

/** @param id null for the newest */
export function loadCheckpoint(
  thread: ThreadState,
  threadId: string,
  namespace: string,
  id: string | null,
): LoadedCheckpoint | null {
  const place = thread.get(namespace);
  const row = place?.checkpoints.get(id ?? newestId(place) ?? "");
  if (!place || !row) return null;
  const writes = [...(place.writes.get(row.id)?.values() ?? [])];
  return { threadId, namespace, row, values: valuesOf(place, row), writes };
}

/** Newest first. */
export function checkpointIds(thread: ThreadState, namespace: string): string[] {
  return [...(thread.get(namespace)?.checkpoints.keys() ?? [])].sort().reverse();
}

function newestId(place: NamespaceState): string | undefined {
  return [...place.checkpoints.keys()].reduce((newest, id) => (id > newest ? id : newest), "");
}

function valuesOf(place: NamespaceState, row: CheckpointRow): Map<string, TypedBytes> {
  const found = Object.entries(row.versions).map(([channel, version]) => {
    const stored = place.values.get(channel)?.get(version);
    return stored ? ([channel, fromStored(stored)] as const) : null;
  });
  return new Map(found.filter((entry) => entry !== null));
}

/** What makes the same newest checkpoint of each namespace; the older ones go. */
export function newestLines(thread: ThreadState): JournalLine[] {
  return [...thread.keys()].flatMap((namespace) => {
    const loaded = loadCheckpoint(thread, "", namespace, null);
    return loaded ? linesOfCheckpoint(namespace, loaded) : [];
  });
}

function linesOfCheckpoint(namespace: string, { row, values, writes }: LoadedCheckpoint): JournalLine[] {
  const valueRows = [...values].map(([channel, value]) => ({ channel, version: row.versions[channel] ?? "", value }));
  return [
    ...valueRows.map(({ value, ...rest }) => ({ kind: "value" as const, namespace, ...rest, value: toStored(value) })),
    checkpointLine(namespace, row),
    ...writes.map((write) => writeRowLine(namespace, row.id, write)),
  ];
}

export function checkpointLine(namespace: string, row: CheckpointRow): ThreadLine {
  const { id, parentId, versions, checkpoint, metadata } = row;
  return {
    kind: "checkpoint",
    namespace,
    id,
    parentId,
    versions: { ...versions },
    checkpoint: toStored(checkpoint),
    metadata: toStored(metadata),
  };
}

export function writeRowLine(namespace: string, checkpointId: string, { value, ...write }: WriteRow): ThreadLine {
  return { kind: "write", namespace, checkpointId, ...write, value: toStored(value) };
}
