/** What is ready of a film under way, joined so that it can be watched: no picture is rendered or encoded for it. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { LEAD_FRAMES } from "../models/timeline.ts";
import type { RunFfmpeg } from "./ffmpeg.ts";
import { joinPieces, measureFilm } from "./joining.ts";
import { hiddenFile, PARTIAL_FILM, publishFile } from "./output-folder.ts";
import { bodyOf, type Piece, transitionBetween } from "./pieces/pieces.ts";
import { samplesFor, soundDeadline, type VoicePlace } from "./sound/soundtrack-graph.ts";
import { writeVoiceTrack } from "./sound/voice-track.ts";
import type { PartialFilm, SceneCut } from "./types.ts";

/** What of a film can be shown. */
export interface PartialPlan {
  /** File names with lengths, in the film's order. */
  pieces: { name: string; frames: number }[];
  frames: number;
  /** Indices of the scenes that are seen, and the place of each on the voice track. */
  scenes: number[];
  places: VoicePlace[];
}

export interface PartialFilmOptions {
  run: RunFfmpeg;
  /** What works on files of our own. */
  own: RunFfmpeg;
  /** Folder of the pieces, which also receives what is needed for a moment. */
  folder: string;
  /** Existing folder that receives the film. */
  target: string;
}

/** Nothing is measured for it: speech comes at about this much below the level of a finished film. */
const VOICE_GAIN_DB = 3;
/** All that speech needs, for a third of the work that a film's sound takes. */
const SPEECH = ["-c:a", "aac", "-b:a", "64k", "-ar", "24000", "-ac", "1"];

/**
 * The pieces that are there: a scene is seen when its body is there, and a transition when both its scenes are seen.
 * Elsewhere one picture follows the other: what a missing transition would have shown is left out.
 * @param scenes in the film's order
 */
export function planPartialFilm(
  scenes: readonly SceneCut[],
  nameOf: (piece: Piece) => string | undefined,
): PartialPlan {
  const plan: PartialPlan = { pieces: [], frames: 0, scenes: [], places: [] };
  const add = (piece: Piece | null) => {
    const name = piece ? nameOf(piece) : undefined;
    if (!piece || name === undefined) return 0;
    plan.pieces.push({ name, frames: piece.frames });
    plan.frames += piece.frames;
    return piece.frames;
  };
  let before: SceneCut | null = null;
  for (const scene of scenes) {
    const body = bodyOf(scene);
    if (!body || nameOf(body) === undefined) continue;
    const opening = before?.index === scene.index - 1 ? add(transitionBetween(before, scene)) / 2 : 0;
    const lastPlace = plan.places.at(-1);
    if (lastPlace) lastPlace.frames += opening;
    const lead = opening > 0 ? LEAD_FRAMES : LEAD_FRAMES - body.from.startFrame;
    plan.places.push({ frames: opening + add(body), lead, narration: scene.narration });
    plan.scenes.push(scene.index);
    before = scene;
  }
  return plan;
}

/** Makes the film, whole or not at all. */
export async function makePartialFilm(
  plan: PartialPlan,
  { run, own, folder, target }: PartialFilmOptions,
  signal: AbortSignal,
): Promise<PartialFilm> {
  const file = hiddenFile(target, PARTIAL_FILM);
  const track = join(folder, "partial.m4a");
  try {
    const hasSound = await writeTrack(plan, { run, folder, track }, signal);
    const joining = { folder, pieces: plan.pieces, track: hasSound ? track : null, output: file.unfinished };
    await joinPieces(own, joining, signal);
    await measureFilm(file.unfinished, { frames: plan.frames, hasSound });
    await publishFile(file);
    return { path: file.final, scenes: plan.scenes, frames: plan.frames };
  } finally {
    await Promise.all([track, file.unfinished].map((path) => rm(path, { force: true })));
  }
}

/** The narrations and nothing else; false where there are none. */
async function writeTrack(
  { places, frames }: PartialPlan,
  { run, folder, track }: { run: RunFfmpeg; folder: string; track: string },
  signal: AbortSignal,
): Promise<boolean> {
  const voice = await writeVoiceTrack(run, { places, folder, name: "partial-voice" }, signal);
  if (!voice) return false;
  const length = samplesFor(frames);
  const level = `volume=${VOICE_GAIN_DB}dB,alimiter=limit=0.89:level=disabled`;
  const job = {
    inputs: [voice.input],
    filter: `[0:a]${level},apad=whole_len=${length},atrim=end_sample=${length}[sound]`,
    outputOptions: ["-map", "[sound]", ...SPEECH],
    output: track,
    folder,
    deadlineSeconds: soundDeadline(frames),
  };
  try {
    await run(job, signal);
  } finally {
    await voice.remove();
  }
  return true;
}
