import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { musicGenerator as tool } from "../tools/music-generator.ts";
import { planArguments, revisionOf } from "./plan-arguments.ts";
import type { Services } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep } from "./step.ts";

export function musicGenerator(services: Services) {
  return (state: FilmState, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const run = { step: tool.name, scene: null, revision: revisionOf(state), request: state.request };
    return runStep(services, config, run, async (deps) => {
      const { scenes, title, request, captions } = state;
      const args = { ...planArguments(state, tool), scenes, title, request, captions };
      const { result, degraded } = await tool.run(args, deps);
      return { update: { music: result }, degraded };
    });
  };
}
