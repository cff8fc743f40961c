import { describeFile, writeDocument } from "../media/output-folder.ts";
import type { FinishedFilm, PieceReady } from "../media/types.ts";
import { isCancellation, PixoraError } from "../models/error.ts";
import type { VideoRequest } from "../models/request.ts";
import type { Scene, SceneAssets } from "../models/scene.ts";
import { FRAME_RATE, layTimeline, type Timeline } from "../models/timeline.ts";
import type { Degradation, Film, Manifest, OutputFile, VideoMetadata } from "../models/video.ts";
import { StepArguments } from "./arguments.ts";
import { LOUDNESS_LUFS, WISHES } from "./losses.ts";
import { writeManifest } from "./manifest.ts";
import type { FilmMaterial } from "./materials.ts";
import { musicSound } from "./music-sound.ts";
import { sceneCut } from "./scene-cut.ts";
import type { Tool, ToolDeps } from "./types.ts";

const Arguments = StepArguments;

/** Joins the pieces, mixes the sound once over the whole film, and publishes video, captions, poster and manifest. */
export const videoComposer: Tool<typeof Arguments, FilmMaterial, { film: Film; manifest: Manifest }> = {
  name: "video_composer",
  description: "Composes the finished video from all scenes and the music. Every plan ends with it.",
  arguments: Arguments,
  async run(args, deps) {
    const timeline = layTimeline(args.scenes.map((scene) => ({ ...scene, frames: assetsOf(scene, args).frames })));
    const finished = await compose(args, timeline, deps);
    const degraded = [...overrunOf(timeline, args.request), ...faintnessOf(finished.metadata)];
    const names = [finished.video, finished.poster, finished.srt, finished.vtt].filter((path) => path !== null);
    const described = await Promise.all(names.map(describeFile));
    deps.report.progress("Publishing", 1);
    const files = await publish(described, deps, degraded);
    const task = { id: deps.taskId, bill: await deps.bill() };
    const material = { ...args, degraded: [...args.degraded, ...degraded] };
    const manifest = writeManifest(material, timeline, { ...finished, files: described }, task);
    const document = await writeDocument(deps.folder, "manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
    files.push(...(await publish([document], deps, degraded)));
    const film = {
      title: manifest.title,
      folder: deps.folder,
      video: finished.metadata,
      files,
      // With what the manifest cannot tell: that it could not be published itself.
      degraded: [...args.degraded, ...degraded],
    };
    return { result: { film, manifest }, degraded };
  },
};

/** Puts finished files where their user gets them. A film that cannot be put there is still here, and says so. */
function publish(files: readonly OutputFile[], deps: ToolDeps, degraded: Degradation[]): Promise<Film["files"]> {
  return Promise.all(
    files.map(async (file) => {
      const path = `${deps.folder}/${file.name}`;
      try {
        const { taskId, owner, providers } = deps;
        const { name, mediaType } = file;
        return { ...file, url: await providers.storage.publish({ taskId, owner, path, name, mediaType }, deps) };
      } catch (error) {
        if (!(error instanceof PixoraError) || isCancellation(error)) throw error;
        degraded.push({
          scene: null,
          wanted: WISHES.published(file.name),
          got: "the file on this machine",
          reason: error.message,
        });
        return { ...file, url: path };
      }
    }),
  );
}

/** A film that narration makes this much longer than asked, in seconds, is worth a word. */
const NOTABLE_OVERRUN = 0.5;

/** How far a film's sound may be from its level, in LU. */
const LOUDNESS_TOLERANCE = 0.5;

function faintnessOf({ loudnessLufs }: VideoMetadata): Degradation[] {
  if (loudnessLufs === null || Math.abs(loudnessLufs - LOUDNESS_LUFS) <= LOUDNESS_TOLERANCE) return [];
  const reason = "the sound is so quiet that raising it would only raise its noise, or its peaks allow no more";
  return [{ scene: null, wanted: WISHES.loudness, got: `${loudnessLufs} LUFS`, reason }];
}

function overrunOf({ frames }: Timeline, request: VideoRequest): Degradation[] {
  const seconds = frames / FRAME_RATE;
  if (seconds - request.durationSeconds < NOTABLE_OVERRUN) return [];
  const reason = "the narration takes that long: ask for fewer scenes, or for no narration";
  return [{ scene: null, wanted: WISHES.length(request), got: `${seconds.toFixed(1)} s`, reason }];
}

async function compose(args: FilmMaterial, timeline: Timeline, deps: ToolDeps): Promise<FinishedFilm> {
  const cuts = await Promise.all(args.scenes.map((_, position) => cutAt(position, args, deps)));
  const format = cuts[0]?.format;
  if (!format) throw new Error("A film needs at least one scene.");
  const music = await Promise.all(args.music.map((track) => musicSound(track, deps)));
  const room = await deps.cuttingRoom(format);
  // Where nobody told it before, the sound is mixed beside the pieces that are missing.
  room.addMusic(music);
  // Pieces that are there already cost nothing; after a crash the missing ones are rendered here.
  const rendering = tellRendering(cuts.length, deps);
  await Promise.all(cuts.map((cut) => room.addScene(cut.scene, rendering.onPiece, deps.signal)));
  const options = {
    timeline,
    music,
    captions: args.captions,
    folder: deps.folder,
    // It counts the pieces once more.
    onProgress: (fraction: number, message: string) =>
      deps.report.progress(message, Math.max(fraction, rendering.fraction())),
  };
  return room.finish(options, deps.signal);
}

/** Share of the composing that is done when all scenes are rendered, where they were not before. */
const RENDERING = 0.5;

function tellRendering(scenes: number, { report }: ToolDeps) {
  let bodies = 0;
  const fraction = () => (RENDERING * bodies) / scenes;
  return {
    fraction,
    onPiece(piece: PieceReady) {
      report.piece(piece);
      if (piece.piece !== "body") return;
      bodies += 1;
      report.progress("Rendering the pictures", fraction());
    },
  };
}

function cutAt(position: number, args: FilmMaterial, deps: ToolDeps) {
  const scene = args.scenes[position];
  if (!scene) throw new Error(`There is no scene ${position}.`);
  const transitionBefore = args.scenes[position - 1]?.transition ?? "cut";
  const isLast = position === args.scenes.length - 1;
  return sceneCut(assetsOf(scene, args), { ...args, scene, transitionBefore, isLast }, deps);
}

function assetsOf(scene: Scene, { sceneAssets }: FilmMaterial): SceneAssets {
  const assets = sceneAssets.find((candidate) => candidate.index === scene.index);
  if (!assets) throw new Error(`Scene ${scene.index} has no assets.`);
  return assets;
}
