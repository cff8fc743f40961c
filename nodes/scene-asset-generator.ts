import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Character } from "../models/character.ts";
import type { SceneMaterial } from "../tools/materials.ts";
import { sceneAssetGenerator as tool } from "../tools/scene-asset-generator.ts";
import { drawnCharacters } from "./character-generator.ts";
import { revisionOf } from "./plan-arguments.ts";
import { isDone } from "./progress.ts";
import { type Services, taskIdOf } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep } from "./step.ts";

/** What the dispatcher sends to make one scene. */
export interface SceneWork extends SceneMaterial {
  revision: number;
  /** How often somebody had asked to go on with the film when it was sent. */
  round: number;
  /** The characters seen in this scene, as far as they were drawn when it was sent. */
  characters: readonly Character[];
  /** Whether they are being drawn meanwhile, and have to be waited for. */
  awaitsCharacters: boolean;
}

export function sceneAssetGenerator(services: Services) {
  return (work: SceneWork, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const { revision, round, characters, awaitsCharacters, ...material } = work;
    const { scene, request } = material;
    const run = { step: tool.name, scene: scene.index, revision, request };
    return runStep(services, config, run, async (deps) => {
      const handover = { taskId: taskIdOf(config), revision };
      const cast = async () => {
        if (!awaitsCharacters) return characters;
        const drawn = drawnCharacters(services, config, { revision, round, request });
        if (drawn) return scene.characters.flatMap((id) => drawn.find((character) => character.id === id) ?? []);
        return services.handovers.take(handover, scene.characters, deps.signal);
      };
      const { result, degraded } = await tool.run({ after: [], ...material, cast }, deps);
      return { update: { sceneAssets: [result] }, degraded };
    });
  };
}

/** Picks one scene's work from the state: the step over scenes, unfolded. */
export function sceneWork(state: FilmState, index: number): SceneWork {
  const scene = state.scenes[index];
  if (!scene) throw new Error(`There is no scene ${index}.`);
  const { prompt: _prompt, ...request } = state.request;
  const { language, captions, voiceSample } = state;
  const isPlanned = state.plan?.steps.some((step) => step.tool === "character_generator") ?? false;
  return {
    request,
    language,
    captions,
    scene,
    voiceSample,
    characters: state.characters.filter((character) => scene.characters.includes(character.id)),
    awaitsCharacters: scene.characters.length > 0 && isPlanned && !isDone(state, "character_generator"),
    transitionBefore: state.scenes[index - 1]?.transition ?? "cut",
    isLast: index === state.scenes.length - 1,
    revision: revisionOf(state),
    round: state.round,
  };
}
