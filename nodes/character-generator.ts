import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { z } from "zod";
import { Character } from "../models/character.ts";
import { characterGenerator as tool } from "../tools/character-generator.ts";
import { planArguments, revisionOf } from "./plan-arguments.ts";
import { accountOf, type Services, type StepRun, taskIdOf } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep } from "./step.ts";

/** What the dispatcher sends to have the characters drawn. */
export type CharacterWork = Pick<
  FilmState,
  "plan" | "round" | "request" | "language" | "cast" | "scenes" | "references"
>;

export function characterGenerator(services: Services) {
  return async (work: CharacterWork, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const { plan: _plan, round, ...story } = work;
    const revision = revisionOf(work);
    const run = { step: tool.name, scene: null, revision, request: story.request };
    const handover = { taskId: taskIdOf(config), revision };
    // Scenes that wait for a character that will not come go on without it.
    const end = () => services.handovers.end(handover);
    try {
      const update = await runStep(services, config, run, async (deps) => {
        const { result, degraded } = await tool.run({ ...planArguments(work, tool), ...story }, deps);
        return { update: { characters: result }, degraded };
      });
      // Scenes that are done again after a crash find those that this step, which is not done again, has drawn.
      const drawn = services.handovers.given(handover);
      await accountOf(services, config, run).memory(tool.name).keep(drawnIn({ round, revision }), drawn);
      end();
      return update;
    } catch (error) {
      end();
      // Who goes on with this thread draws them anew, and its scenes wait for those.
      services.handovers.forget(handover.taskId);
      throw error;
    }
  };
}

/** When characters are drawn: under which plan, and how often somebody had asked to go on when they were ordered. */
interface Drawing {
  round: number;
  revision: number;
}

/** The characters that the step has drawn under a plan, once it is over; null while it is not. */
export function drawnCharacters(
  services: Services,
  config: LangGraphRunnableConfig,
  run: Pick<StepRun, "request"> & Drawing,
): Character[] | null {
  const account = accountOf(services, config, run);
  const kept = account.memory(tool.name).recall(drawnIn(run));
  return kept === undefined ? null : z.array(Character).parse(kept);
}

export function characterWork({ plan, round, request, language, cast, scenes, references }: FilmState): CharacterWork {
  return { plan, round, request, language, cast, scenes, references };
}

function drawnIn({ round, revision }: Drawing): string {
  return `drawn:${round}:${revision}`;
}
