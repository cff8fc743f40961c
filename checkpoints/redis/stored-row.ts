/**
 * A task's row as a hash of Redis, and back. What scripts decide by has fields of its own; the rest is JSON.
 * Beside the row's own: `holder` is who holds it, empty for nobody, and `until` for how long; `last` is the last event;
 * `released`, `finished`, `reopened` remember what was done, so that doing it again changes nothing;
 * `asked` is the hash of what was asked for first and `key` the client's key. A row without `status` is hidden: it is being deleted.
 */
import { createHash } from "node:crypto";
import { VideoRequest } from "../../models/request.ts";
import type { Task, TaskStatus } from "../../models/task.ts";
import type { TaskDraft, TaskRow } from "../../models/task-row.ts";
import { listOf, type Reply, textOf } from "./script.ts";

/** An accepted task before it has a row. Times are milliseconds. */
export interface Draft {
  draft: TaskDraft;
  created: number;
  /** The client's own name for the creation; null for none. */
  key: string | null;
}

/** The fields of a row, in the order in which it is read. */
export const ROW_FIELDS = [
  "id",
  "status",
  "request",
  "owner",
  "folder",
  "attended",
  "variant",
  "epoch",
  "crashes",
  "round",
  "cancel",
  "settlements",
  "created",
  "updated",
  "ended",
] as const;

/** Lua that reads a row. */
export const READ_ROW = `redis.call('HMGET', KEYS[1], ${ROW_FIELDS.map((field) => `'${field}'`).join(", ")})`;

/** A new row's fields and values, as HSET has them. */
export function toFields({ draft, created, key }: Draft): string[] {
  const fields = {
    id: draft.id,
    status: "queued",
    request: JSON.stringify(draft.request),
    owner: JSON.stringify(draft.owner),
    folder: JSON.stringify(draft.folder),
    attended: draft.isAttended ? "1" : "0",
    variant: draft.variantOf ?? "",
    epoch: "0",
    crashes: "0",
    round: "0",
    cancel: "0",
    settlements: "{}",
    created: String(created),
    updated: String(created),
    ended: "null",
    holder: "",
    until: "0",
    last: "0",
    asked: hashOf(draft),
    key: JSON.stringify(key),
  };
  return Object.entries(fields).flat();
}

/** Null for no row, and for one that is hidden. */
export function toRow(reply: Reply | undefined): TaskRow | null {
  const text = readerOf(reply);
  return text("status") === "" ? null : rowOf(text, text("status") as TaskStatus);
}

/** A row that is hidden, as it was; null for any other. */
export function toHiddenRow(reply: Reply | undefined): TaskRow | null {
  const text = readerOf(reply);
  if (text("id") === "" || text("status") !== "") return null;
  const ended: Task | null = JSON.parse(text("ended"));
  return ended && rowOf(text, ended.status);
}

type FieldReader = (field: (typeof ROW_FIELDS)[number]) => string;

function readerOf(reply: Reply | undefined): FieldReader {
  const values = listOf(reply);
  const texts = new Map(ROW_FIELDS.map((field, place) => [field, textOf(values[place])]));
  return (field) => texts.get(field) ?? "";
}

function rowOf(text: FieldReader, status: TaskStatus): TaskRow {
  return {
    id: text("id"),
    status,
    request: toRequest(text("request")),
    owner: JSON.parse(text("owner")),
    folder: JSON.parse(text("folder")),
    isAttended: text("attended") === "1",
    // Empty, too, in the rows of older versions, which have no such field.
    variantOf: text("variant") || null,
    epoch: Number(text("epoch")),
    crashes: Number(text("crashes")),
    round: Number(text("round")),
    isCancelRequested: text("cancel") === "1",
    settlements: JSON.parse(text("settlements")),
    createdAt: new Date(Number(text("created"))).toISOString(),
    updatedAt: new Date(Number(text("updated"))).toISOString(),
    ended: JSON.parse(text("ended")),
  };
}

/** Tells what was asked for from anything else. */
export function hashOf({ request, variantOf = null }: Pick<TaskDraft, "request" | "variantOf">): string {
  const asked = variantOf === null ? request : { variantOf, request };
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex");
}

/** Options that came since have their defaults; what a newer version wrote is taken as it is. */
function toRequest(text: string): VideoRequest {
  const stored: VideoRequest = JSON.parse(text);
  const known = VideoRequest.safeParse(stored);
  return known.success ? known.data : stored;
}
