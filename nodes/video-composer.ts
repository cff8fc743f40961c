import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { PixoraError } from "../models/error.ts";
import { videoComposer as tool } from "../tools/video-composer.ts";
import { planArguments, revisionOf } from "./plan-arguments.ts";
import { type Services, taskIdOf } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep } from "./step.ts";

export function videoComposer(services: Services) {
  return (state: FilmState, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const run = { step: tool.name, scene: null, revision: revisionOf(state), request: state.request };
    return runStep(services, config, run, async (deps) => {
      const { plan } = state;
      if (!plan) throw new PixoraError("internal", "A film is composed only under a plan.");
      const { result, degraded } = await tool.run({ ...planArguments(state, tool), ...state, plan }, deps);
      await services.rooms.close(taskIdOf(config));
      return { update: result, degraded };
    });
  };
}
