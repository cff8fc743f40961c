import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { characterGenerator as tool } from "../tools/character-generator.ts";
import { planArguments, revisionOf } from "./plan-arguments.ts";
import { type Services, taskIdOf } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep } from "./step.ts";

/** What the dispatcher sends to have the characters drawn. */
export type CharacterWork = Pick<FilmState, "plan" | "request" | "language" | "cast" | "scenes" | "references">;

export function characterGenerator(services: Services) {
  return async (work: CharacterWork, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const { plan: _plan, ...story } = work;
    const revision = revisionOf(work);
    const run = { step: tool.name, scene: null, revision, request: story.request };
    const taskId = taskIdOf(config);
    try {
      return await runStep(services, config, run, async (deps) => {
        const { result, degraded } = await tool.run({ ...planArguments(work, tool), ...story }, deps);
        return { update: { characters: result }, degraded };
      }).finally(() => {
        // Scenes that wait for a character that will not come go on without it.
        services.handovers.end({ taskId, revision });
      });
    } catch (error) {
      // Who goes on with this thread draws them anew, and its scenes wait for those.
      services.handovers.forget(taskId);
      throw error;
    }
  };
}

export function characterWork({ plan, request, language, cast, scenes, references }: FilmState): CharacterWork {
  return { plan, request, language, cast, scenes, references };
}
