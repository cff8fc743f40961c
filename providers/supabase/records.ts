import type { Task } from "../../models/task.ts";
import type { CallContext, Records } from "../types.ts";
import type { SupabaseConnection } from "./client.ts";
import { finishedPath, userOf } from "./paths.ts";

/** Tables of the migrations. */
const TABLES = ["tasks", "videos"] as const;

export interface SupabaseRecords extends Records {
  /** Rejects with `account_refused` when the tables are not there, or the key may not read them. */
  ready(context: CallContext): Promise<void>;
}

/**
 * Rows in the project's database, for its users to read.
 * Every write replaces a row by its key, so it is repeated without harm; one that is late replaces nothing newer.
 */
export function createSupabaseRecords({ ask }: SupabaseConnection): SupabaseRecords {
  const replace = (table: string, row: Record<string, unknown>, key: string, context: CallContext) =>
    ask(
      {
        failed: `The task was not recorded in ${table}`,
        ask: (client) => client.from(table).upsert(row, { onConflict: key }),
      },
      context,
    );
  return {
    vendor: "supabase",

    async ready(context) {
      for (const table of TABLES) {
        await ask(
          {
            failed: `The table ${table} was not found`,
            ask: (client) => client.from(table).select().limit(0).retry(false),
          },
          context,
        );
      }
    },

    async save(task, owner, context) {
      await replace("tasks", taskRow(task, owner), "id", context);
      const video = videoRow(task, owner);
      if (video) await replace("videos", video, "task_id", context);
    },

    async remove(taskId, context) {
      await ask(
        {
          failed: "The task's record was not removed",
          // Its video's goes with it.
          ask: (client) => client.from("tasks").delete().eq("id", taskId),
        },
        context,
      );
    },
  };
}

function taskRow(task: Task, owner: string | null) {
  const { id, status, stage, progress, scenes, cost, result, error, request, createdAt, updatedAt } = task;
  return {
    id,
    owner: userOf(owner),
    status,
    stage,
    progress,
    prompt: request.prompt,
    request,
    scenes,
    estimated_usd: cost.estimatedUsd,
    reserved_usd: cost.reservedUsd,
    spent_usd: cost.spentUsd,
    budget_usd: cost.budgetUsd,
    result,
    error,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

/** The film of a task that is done, by the lasting names of its files; null for any other task. */
function videoRow(task: Task, owner: string | null) {
  const { id, status, result, request, cost, createdAt, updatedAt } = task;
  if (status !== "completed" || result === null) return null;
  const path = (name: string) => finishedPath({ owner, taskId: id, name });
  return {
    task_id: id,
    owner: userOf(owner),
    prompt: request.prompt,
    duration_seconds: result.durationSeconds,
    width: result.width,
    height: result.height,
    video_path: path("video.mp4"),
    poster_path: path("poster.jpg"),
    manifest_path: path("manifest.json"),
    srt_path: result.captions ? path("captions.srt") : null,
    vtt_path: result.captions ? path("captions.vtt") : null,
    degraded: result.degraded,
    cost_usd: cost.spentUsd,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
