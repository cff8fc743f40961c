import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { characterGenerator as tool } from "../tools/character-generator.ts";
import { planArguments, revisionOf } from "./plan-arguments.ts";
import { type Services, taskIdOf } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep } from "./step.ts";

export function characterGenerator(services: Services) {
  return async (state: FilmState, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const { request, language, cast, scenes, references } = state;
    const revision = revisionOf(state);
    try {
      return await runStep(services, config, { step: tool.name, scene: null, revision, request }, async (deps) => {
        const args = { ...planArguments(state, tool), request, language, cast, scenes, references };
        const { result, degraded } = await tool.run(args, deps);
        return { update: { characters: result }, degraded };
      });
    } finally {
      // Scenes that wait for a character that will not come go on without it.
      services.handovers.end({ taskId: taskIdOf(config), revision });
    }
  };
}
