import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { sceneGenerator as tool } from "../tools/scene-generator.ts";
import { planArguments, revisionOf } from "./plan-arguments.ts";
import type { Services } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep } from "./step.ts";

export function sceneGenerator(services: Services) {
  return (state: FilmState, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const run = { step: tool.name, scene: null, revision: revisionOf(state), request: state.request };
    return runStep(services, config, run, async (deps) => {
      const characters = state.plan?.steps.some((step) => step.tool === "character_generator") ?? false;
      const { request, language } = state;
      const { result, degraded } = await tool.run(
        { ...planArguments(state, tool), request, language, characters },
        deps,
      );
      return { update: result, degraded };
    });
  };
}
