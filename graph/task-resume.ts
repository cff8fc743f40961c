/** Where a task's graph goes on. Not here: whether it may (checkpoints), what was bought (models/account.ts). */
import { Overwrite } from "@langchain/langgraph";
import type { VideoRequest } from "../models/request.ts";
import type { FilmState } from "../nodes/state.ts";
import type { VideoGraph } from "./graph.ts";

export type GoOn =
  /** From the start: nothing was planned. */
  | "begin"
  /** From the last checkpoint. */
  | "go_on"
  /** Nowhere: the graph has come to its end, and only the task has not. */
  | "over";

interface Thread {
  configurable: { thread_id: string };
}

/**
 * Finds where to go on. A film that had ended without one is put back to before its failure when somebody asked for
 * that since: what is done stays, what failed is open again.
 */
export async function whereToGoOn(
  graph: VideoGraph,
  thread: Thread,
  { request, round, isAskedFor }: { request: VideoRequest; round: number; isAskedFor: boolean },
): Promise<GoOn> {
  const { values, tasks } = await graph.getState(thread);
  const state: Partial<FilmState> = values;
  if (!state.plan) return "begin";
  // Not what is `next`: steps that have all ended, and whose checkpoint was not written, are no more there.
  if (tasks.length > 0) return "go_on";
  const isPutBack = isAskedFor || round > (state.round ?? 0);
  if (state.film || !state.problem || !isPutBack) return "over";
  await graph.updateState(thread, reopened(state, { request, round }), "dispatcher");
  return "go_on";
}

function reopened(
  state: Partial<FilmState>,
  { request: { budgetUsd, onInDoubt }, round }: { request: VideoRequest; round: number },
): Record<string, unknown> {
  const done = Object.entries(state.steps ?? {}).filter(([, { status }]) => status === "done");
  return {
    request: state.request && { ...state.request, budgetUsd, onInDoubt },
    steps: new Overwrite(Object.fromEntries(done)),
    problem: null,
    round,
  };
}
