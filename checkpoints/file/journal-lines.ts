/**
 * The lines of a journal: every change of a task, each one line of JSON.
 * `kind` comes first in each line, so that lines are told apart without reading them whole (row-scan.ts).
 * Not here: what the lines add up to (task-state.ts), where they lie (journal.ts).
 */
import { isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Decision, OperationEnd } from "../../models/book.ts";
import { TaskEvent } from "../../models/event.ts";
import { Operation } from "../../models/operation.ts";
import { Task } from "../../models/task.ts";
import { TaskRow } from "../../models/task-row.ts";
import type { TypedBytes } from "../checkpoint-rows.ts";

/** Bytes that are text stay text: a third shorter than base64, and readable. */
const StoredBytes = z.union([
  z.object({ type: z.string(), text: z.string() }),
  z.object({ type: z.string(), base64: z.string() }),
]);
export type StoredBytes = z.infer<typeof StoredBytes>;

const StoredDelivery = z.object({
  id: z.string(),
  taskId: z.string(),
  url: z.string(),
  task: Task,
  tries: z.int(),
  endedAt: z.iso.datetime(),
  /** Null when it was told or given up. */
  dueAt: z.iso.datetime().nullable(),
});
/** An end that is to be told, as a journal knows it. */
export type StoredDelivery = z.infer<typeof StoredDelivery>;

export const JournalLine = z.discriminatedUnion("kind", [
  /** The first line of every file. */
  z.object({ kind: z.literal("journal"), id: z.uuid() }),
  z.object({ kind: z.literal("row"), row: TaskRow }),
  /** The file that remembers under which key the task was created. */
  z.object({ kind: z.literal("key"), name: z.string() }),
  /** A thread that is no task: its journal's name does not tell its id. */
  z.object({ kind: z.literal("thread"), id: z.string() }),
  /** The task is being deleted: nobody finds it any more. */
  z.object({ kind: z.literal("condemned") }),
  z.object({ kind: z.literal("cancel"), at: z.iso.datetime() }),
  /** An end of an earlier round that is still to be told; the newest one is told by its row. */
  z.object({ kind: z.literal("delivery"), delivery: StoredDelivery }),
  /** Tries to tell an end so far, and when the next one is due; null when there is none. */
  z.object({ kind: z.literal("tried"), id: z.string(), tries: z.int(), dueAt: z.iso.datetime().nullable() }),
  z.object({ kind: z.literal("event"), event: TaskEvent }),
  z.object({ kind: z.literal("decision"), decision: Decision }),
  z.object({ kind: z.literal("job"), id: z.string(), job: Operation }),
  z.object({ kind: z.literal("end"), id: z.string(), end: OperationEnd }),
  z.object({ kind: z.literal("result"), name: z.string(), result: z.unknown() }),
  z.object({
    kind: z.literal("checkpoint"),
    namespace: z.string(),
    id: z.string(),
    parentId: z.string().nullable(),
    checkpoint: StoredBytes,
    metadata: StoredBytes,
    versions: z.record(z.string(), z.string()),
  }),
  z.object({
    kind: z.literal("value"),
    namespace: z.string(),
    channel: z.string(),
    version: z.string(),
    value: StoredBytes,
  }),
  z.object({
    kind: z.literal("write"),
    namespace: z.string(),
    checkpointId: z.string(),
    taskId: z.string(),
    taskPath: z.string(),
    index: z.int(),
    channel: z.string(),
    value: StoredBytes,
  }),
  /** All checkpoints before this line are gone. */
  z.object({ kind: z.literal("forget") }),
]);
export type JournalLine = z.infer<typeof JournalLine>;

/** What a file begins with: another one under the same name, even in the same place of the disk, begins differently. */
export function newHead(): string {
  return writeLine({ kind: "journal", id: randomUUID() });
}

/** How long every head is, in bytes. */
export const HEAD_BYTES = newHead().length;

/** With its line end. A line without one was not written whole. */
export function writeLine({ kind, ...rest }: JournalLine): string {
  return `${JSON.stringify({ kind, ...rest })}\n`;
}

/** Throws what JSON and zod throw. */
export function readLine(text: string): JournalLine {
  return JournalLine.parse(JSON.parse(text));
}

const NEW_LINE = 10;

/** Where the whole lines are: from which byte, to which one that is not theirs any more. */
export function* wholeLines(bytes: Buffer): Generator<{ start: number; end: number }, void, undefined> {
  for (let start = 0, end = bytes.indexOf(NEW_LINE); end >= 0; start = end + 1, end = bytes.indexOf(NEW_LINE, start)) {
    yield { start, end };
  }
}

export function toStored({ type, bytes }: TypedBytes): StoredBytes {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(buffer) ? { type, text: buffer.toString("utf8") } : { type, base64: buffer.toString("base64") };
}

export function fromStored(stored: StoredBytes): TypedBytes {
  const buffer = "text" in stored ? Buffer.from(stored.text, "utf8") : Buffer.from(stored.base64, "base64");
  return { type: stored.type, bytes: new Uint8Array(buffer) };
}
