import { PARTIAL_FILM } from "../media/output-folder.ts";
import type { CuttingRoom } from "../media/types.ts";
import type { Character } from "../models/character.ts";
import { type ErrorCode, isCancellation, PixoraError, toProblem } from "../models/error.ts";
import { type Clip, hasWords, type SceneAssets } from "../models/scene.ts";
import { FRAME_RATE, sceneFrames } from "../models/timeline.ts";
import type { Degradation } from "../models/video.ts";
import { StepArguments } from "./arguments.ts";
import type { SceneMaterial } from "./materials.ts";
import { filmClip } from "./scene-clip.ts";
import { filmFormat, heardScene, sceneCut } from "./scene-cut.ts";
import { narrate } from "./scene-narration.ts";
import { drawStill } from "./scene-still.ts";
import type { Tool, ToolDeps } from "./types.ts";

const Arguments = StepArguments;

/** Shares of a scene that are done when its cutting begins, and when it ends. */
const CUTTING = 0.7;
const CUT = 0.95;

export interface Data extends SceneMaterial {
  /** The characters seen in this scene, once they are drawn. */
  cast(): Promise<readonly Character[]>;
}

/**
 * Makes one scene from voice to cut picture: narration first, because its measured length decides the scene's;
 * the still beside it; the clip from both; then the scene's pieces of film.
 */
export const sceneAssetGenerator: Tool<typeof Arguments, Data, SceneAssets> = {
  name: "scene_asset_generator",
  description:
    "Makes every scene's narration, picture and piece of film, all scenes side by side. Called once for the whole film.",
  arguments: Arguments,
  async run(args, deps) {
    const degraded: Degradation[] = [];
    deps.report.progress("narration and picture", 0);
    const [sound, still] = await settleBoth(
      makeSound(args, deps, degraded),
      args.cast().then((cast) => drawStill(args, cast, deps, degraded)),
    );
    const assets = { index: args.scene.index, still, ...sound };
    const clip = await moved(assets, args, deps, degraded);
    deps.report.progress("cutting", CUTTING);
    return { result: await cutFilm({ ...assets, clip }, args, deps, degraded), degraded };
  },
};

/**
 * The scene's narration, and the length that it gives the scene. The cutting room is told at once: the last scene's
 * picture must not find the film's sound unmixed.
 */
async function makeSound(
  data: SceneMaterial,
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<Pick<SceneAssets, "narration" | "frames">> {
  const isSpoken = data.request.narration && hasWords(data.scene.narration);
  const narration = isSpoken ? await narrate(data, deps, degraded) : null;
  const sound = { narration, frames: sceneFrames(data.scene.frames, narration?.seconds ?? null) };
  const room = await deps.cuttingRoom(filmFormat(data));
  room.addSound(await heardScene(sound, data, deps));
  // Else whoever makes the music tells it.
  if (!data.request.music) room.addMusic([]);
  return sound;
}

/** Renders the scene's pieces. A clip that cannot be played after all gives way to the moving still. */
async function cutFilm(
  assets: SceneAssets,
  data: SceneMaterial,
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<SceneAssets> {
  const { format, scene } = await sceneCut(assets, data, deps);
  const room = await deps.cuttingRoom(format);
  try {
    await room.addScene(scene, deps.report.piece, deps.signal);
    await showReady(room, deps);
    return assets;
  } catch (error) {
    const isUnplayable = error instanceof PixoraError && UNPLAYABLE.includes(error.code);
    if (assets.clip === null || !isUnplayable) throw error;
    degraded.push({ scene: scene.index, wanted: "a clip", got: "a moving still", reason: error.message });
    return cutFilm({ ...assets, clip: null }, data, deps, degraded);
  }
}

/** Lets the film be watched as far as it is ready. Where that fails the scene is no worse for it, and says so. */
async function showReady(room: CuttingRoom, { folder, report, signal }: ToolDeps): Promise<void> {
  try {
    const partial = await room.preview(folder, signal);
    if (!partial) return;
    report.progress(`${(partial.frames / FRAME_RATE).toFixed(0)} s can be watched in ${PARTIAL_FILM}`, CUT);
  } catch (error) {
    if (signal.aborted || isCancellation(error)) throw error;
    report.progress(`nothing to watch yet: ${toProblem(error).message}`, CUT);
  }
}

/** What rendering says of a clip that is broken, whatever it says of itself. */
const UNPLAYABLE: readonly ErrorCode[] = ["vendor_failed", "ffmpeg_failed", "timeout"];

/** The scene's clip, where clips were asked for and there is a picture to begin with. */
async function moved(
  { still, frames }: Pick<SceneAssets, "still" | "frames">,
  data: SceneMaterial,
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<Clip | null> {
  if (data.request.motion === "stills" || still.kind === "title_card") return null;
  deps.report.progress("clip", 0.3);
  const picture = await deps.providers.storage.localPath(still.key, deps);
  return filmClip({ picture, frames }, data, deps, degraded);
}

/** Waits for both, so that nothing is still running when the first failure is told. */
async function settleBoth<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === "rejected") throw a.reason;
  if (b.status === "rejected") throw b.reason;
  return [a.value, b.value];
}
