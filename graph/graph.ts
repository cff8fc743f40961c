import { type BaseCheckpointSaver, START, StateGraph } from "@langchain/langgraph";
import { characterGenerator } from "../nodes/character-generator.ts";
import { dispatcher } from "../nodes/dispatcher.ts";
import { musicGenerator } from "../nodes/music-generator.ts";
import { planner } from "../nodes/planner.ts";
import { sceneAssetGenerator } from "../nodes/scene-asset-generator.ts";
import { sceneGenerator } from "../nodes/scene-generator.ts";
import type { Services } from "../nodes/services.ts";
import { FilmInput, FilmState } from "../nodes/state.ts";
import { videoComposer } from "../nodes/video-composer.ts";
import { DISPATCH_TARGETS, dispatch } from "./routes.ts";

/**
 * The film as a graph: the planner plans, the dispatcher sends every ready step, every step reports back to it.
 * Only the dispatcher routes, because only a join sees all its siblings' results.
 */
export function createGraph(services: Services, checkpointer?: BaseCheckpointSaver) {
  return new StateGraph({ state: FilmState, input: FilmInput })
    .addNode("planner", planner(services))
    .addNode("dispatcher", dispatcher(services))
    .addNode("scene_generator", sceneGenerator(services))
    .addNode("character_generator", characterGenerator(services))
    .addNode("scene_asset_generator", sceneAssetGenerator(services))
    .addNode("music_generator", musicGenerator(services))
    .addNode("video_composer", videoComposer(services))
    .addEdge(START, "planner")
    .addEdge("planner", "dispatcher")
    .addConditionalEdges("dispatcher", dispatch, [...DISPATCH_TARGETS])
    .addEdge("scene_generator", "dispatcher")
    .addEdge("character_generator", "dispatcher")
    .addEdge("scene_asset_generator", "dispatcher")
    .addEdge("music_generator", "dispatcher")
    .addEdge("video_composer", "dispatcher")
    .compile({ name: "video", ...(checkpointer && { checkpointer }) });
}

export type VideoGraph = ReturnType<typeof createGraph>;
