import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { unansweredFailures } from "./progress.ts";
import { type Services, taskIdOf } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";

/** How many plans a film may have: the first, and two answers to failures. */
export const MAX_REVISIONS = 3;

/**
 * The join after every step: routes are chosen from here, where all siblings' results are seen.
 * Gives up when failures outlast the plans, and tidies the cutting room of a film that will not be.
 */
export function dispatcher(services: Services) {
  return async (state: FilmState, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const failure = unansweredFailures(state)[0];
    const exhausted = failure && (state.plan?.revision ?? 0) >= MAX_REVISIONS;
    const problem = state.problem ?? (exhausted ? failure.problem : null);
    if (problem) await services.rooms.close(taskIdOf(config));
    return { problem };
  };
}
