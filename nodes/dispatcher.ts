import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { DISPENSABLE, type Failure, FOR_PEOPLE, MAX_REVISIONS, unansweredFailures } from "./progress.ts";
import { type Services, taskIdOf } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";

function isHopeless({ tool, problem: { code } }: Failure): boolean {
  // What the budget has no room for can be left out, where a film can do without it.
  return FOR_PEOPLE.includes(code) || (code === "over_budget" && !DISPENSABLE.includes(tool));
}

/**
 * The join after every step: routes are chosen from here, where all siblings' results are seen.
 * Gives up when failures outlast the plans, and tidies the cutting room of a film that will not be.
 */
export function dispatcher(services: Services) {
  return async (state: FilmState, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const failures = unansweredFailures(state);
    const hopeless = failures.find(isHopeless);
    const exhausted = (state.plan?.revision ?? 0) >= MAX_REVISIONS ? failures[0] : undefined;
    const problem = state.problem ?? (hopeless ?? exhausted)?.problem ?? null;
    if (problem) await services.rooms.close(taskIdOf(config));
    return { problem };
  };
}
