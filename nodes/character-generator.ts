import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { characterGenerator as tool } from "../tools/character-generator.ts";
import { planArguments, revisionOf } from "./plan-arguments.ts";
import type { Services } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep } from "./step.ts";

export function characterGenerator(services: Services) {
  return (state: FilmState, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const name = { step: tool.name, scene: null, revision: revisionOf(state) };
    return runStep(services, config, name, async (deps) => {
      const { request, language, cast, scenes } = state;
      const args = { ...planArguments(state, tool), request, language, cast, scenes };
      const { result, degraded } = await tool.run(args, deps);
      return { update: { characters: result }, degraded };
    });
  };
}
