import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import type { SceneMaterial } from "../tools/materials.ts";
import { sceneAssetGenerator as tool } from "../tools/scene-asset-generator.ts";
import { revisionOf } from "./plan-arguments.ts";
import type { Services } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep } from "./step.ts";

/** What the dispatcher sends to make one scene. */
export interface SceneWork extends SceneMaterial {
  revision: number;
}

export function sceneAssetGenerator(services: Services) {
  return ({ revision, ...material }: SceneWork, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const name = { step: tool.name, scene: material.scene.index, revision };
    return runStep(services, config, name, async (deps) => {
      const { result, degraded } = await tool.run({ after: [], ...material }, deps);
      return { update: { sceneAssets: [result] }, degraded };
    });
  };
}

/** Picks one scene's work from the state: the step over scenes, unfolded. */
export function sceneWork(state: FilmState, index: number): SceneWork {
  const scene = state.scenes[index];
  if (!scene) throw new Error(`There is no scene ${index}.`);
  const { prompt: _prompt, ...request } = state.request;
  const { language, captions } = state;
  return {
    request,
    language,
    captions,
    scene,
    characters: state.characters.filter((character) => scene.characters.includes(character.id)),
    transitionBefore: state.scenes[index - 1]?.transition ?? "cut",
    isLast: index === state.scenes.length - 1,
    revision: revisionOf(state),
  };
}
