/**
 * The filters of the sound pass, as text. Every length is a whole number of samples, so nothing drifts.
 * Must work with ffmpeg 4.1 (2018) and 5 to 7. Labels and numbers only: no file name and no word of a user is in here.
 */
import { FRAME_RATE, LEAD_FRAMES, type Timeline } from "../../models/timeline.ts";
import type { MusicSound, SceneCut } from "../types.ts";

/** Sound of one scene. */
export type SceneSound = Pick<SceneCut, "index" | "narration">;

/** A place on the voice track. Places follow each other without gap. */
export interface VoicePlace {
  /** Its length. */
  frames: number;
  /** Frames of silence before what is spoken. */
  lead: number;
  /** Absolute path of what is spoken; null for silence. */
  narration: string | null;
}

export const SAMPLE_RATE = 48_000;
const SAMPLES_PER_FRAME = SAMPLE_RATE / FRAME_RATE;

/** Every stream of the pass: floats, so that nothing clips between filters. */
export const COMMON_FORMAT = `aresample=${SAMPLE_RATE},aformat=sample_fmts=fltp:channel_layouts=stereo,asetpts=N/SR/TB`;

/** Cut edges are rounded off within so many seconds: a step is heard as a click. */
const EDGE_SECONDS = 0.003;

/** A piece that misses its length by less is played that much faster or slower: nobody hears it. */
const MAX_SPEED_CHANGE = 0.04;
const FADE_IN_SECONDS = 0.4;
/** A piece that ends by itself only needs its last moment rounded off; a cut one is faded. */
const FITTED_FADE_OUT_SECONDS = 0.3;
const CUT_FADE_OUT_SECONDS = 2.5;

const START_SECONDS = 60;

/** Music measured, with its place in the film in samples. */
export interface MusicPart {
  path: string;
  start: number;
  length: number;
  /** The file's own length in samples; of one that is repeated, without silence at its end. */
  fileLength: number;
  gainDb: number;
}

export function samplesFor(frames: number): number {
  return frames * SAMPLES_PER_FRAME;
}

/** Seconds that one run over so many frames of sound may take: far more than it does. */
export function soundDeadline(frames: number): number {
  return START_SECONDS + frames / FRAME_RATE;
}

/** Where each piece of music plays. What comes earlier in the film wins over what it overlaps. */
export function placeMusic(
  timeline: Timeline,
  music: readonly MusicSound[],
): Pick<MusicPart, "path" | "start" | "length">[] {
  let free = 0;
  const ordered = [...music].sort((one, other) => one.firstScene - other.firstScene);
  return ordered.flatMap(({ path, firstScene, lastScene }) => {
    const scenes = timeline.scenes.filter(({ index }) => index >= firstScene && index <= lastScene);
    const [first, last] = [scenes[0], scenes.at(-1)];
    if (!first || !last) return [];
    const start = Math.max(free, samplesFor(first.start));
    const end = samplesFor(last.start + last.frames);
    if (end <= start) return [];
    free = end;
    return [{ path, start, length: end - start }];
  });
}

/** Where each scene's narration is heard. */
export function placeVoice(timeline: Timeline, sounds: readonly SceneSound[]): VoicePlace[] {
  return timeline.scenes.map(({ index, frames }) => {
    const narration = sounds.find((sound) => sound.index === index)?.narration ?? null;
    return { frames, lead: LEAD_FRAMES, narration };
  });
}

/** What is spoken at these places, as `[voice]` of exactly their length. The narrations are the inputs, in order. */
export function voiceGraph(places: readonly VoicePlace[]): string {
  let input = 0;
  const chains = places.map(({ frames, lead, narration }, position) => {
    const length = samplesFor(frames);
    if (narration === null) return `${silence(length)}[place${position}]`;
    const late = samplesFor(lead);
    const placed = `adelay=${late}S|${late}S,apad=whole_len=${length},atrim=end_sample=${length}`;
    return `[${input++}:a]${COMMON_FORMAT},${roundedEdges()},${placed}[place${position}]`;
  });
  const labels = chains.map((_, position) => `place${position}`);
  return [...chains, join(labels, "voice")].join(";");
}

/**
 * All music at its places, as `[music]` of exactly the film's length. The inputs from `firstInput` on are its files, in
 * order; for a part that is repeated, the two of `writeMusicRound`.
 */
export function musicGraph(parts: readonly MusicPart[], total: number, firstInput: number): string {
  const chains: string[] = [];
  const labels: string[] = [];
  let at = 0;
  let input = firstInput;
  const gapUntil = (sample: number) => {
    if (sample <= at) return;
    labels.push(`gap${labels.length}`);
    chains.push(`${silence(sample - at)}[${labels.at(-1)}]`);
  };
  parts.forEach((part, index) => {
    gapUntil(part.start);
    labels.push(`part${index}`);
    const sources = isRepeated(part) ? [input++, input++] : [input++];
    chains.push(musicChain(part, sources, `part${index}`));
    at = part.start + part.length;
  });
  gapUntil(total);
  return [...chains, join(labels, "music")].join(";");
}

/** Whether a piece is too short for its place, and has to begin again. Both lengths in samples. */
export function mustRepeat(fileLength: number, length: number): boolean {
  return fileLength < length && !fitsBySpeed(fileLength, length);
}

export function isRepeated({ fileLength, length }: MusicPart): boolean {
  return mustRepeat(fileLength, length);
}

function fitsBySpeed(fileLength: number, length: number): boolean {
  return Math.abs(fileLength / length - 1) <= MAX_SPEED_CHANGE;
}

function musicChain(part: MusicPart, sources: readonly number[], target: string): string {
  const { length, fileLength, gainDb } = part;
  const isNear = fitsBySpeed(fileLength, length);
  const fadeOut = Math.min(isNear ? FITTED_FADE_OUT_SECONDS : CUT_FADE_OUT_SECONDS, length / SAMPLE_RATE / 4);
  const exact = `apad=whole_len=${length},atrim=end_sample=${length}`;
  const fades = [
    `afade=t=in:d=${FADE_IN_SECONDS}`,
    `afade=t=out:ss=${length - Math.round(fadeOut * SAMPLE_RATE)}:ns=${Math.round(fadeOut * SAMPLE_RATE)}`,
  ];
  const finish = [`volume=${gainDb.toFixed(2)}dB`, exact, ...fades].join(",");
  const opened = sources.map((input) => `[${input}:a]${COMMON_FORMAT}`);
  if (isNear) return `${opened},${respeed(fileLength / length)},${finish}[${target}]`;
  if (!isRepeated(part)) return `${opened},${finish}[${target}]`;
  const labels = sources.map((input) => `from${input}`);
  return [
    ...opened.map((chain, position) => `${chain}[${labels[position]}]`),
    join(labels, `${target}whole`),
    `[${target}whole]asetpts=N/SR/TB,${finish}[${target}]`,
  ].join(";");
}

function respeed(speed: number): string {
  return `asetrate=${Math.round(SAMPLE_RATE * speed)},aresample=${SAMPLE_RATE},asetpts=N/SR/TB`;
}

/** Both ends start from zero. The length need not be known: the end is the start of the reverse. */
function roundedEdges(): string {
  const fade = `afade=t=in:d=${EDGE_SECONDS}`;
  return `${fade},areverse,${fade},areverse,asetpts=N/SR/TB`;
}

function silence(length: number): string {
  return `anullsrc=r=${SAMPLE_RATE}:cl=stereo,atrim=end_sample=${length},aformat=sample_fmts=fltp`;
}

function join(labels: readonly string[], target: string): string {
  return `${labels.map((label) => `[${label}]`).join("")}concat=n=${labels.length}:v=0:a=1[${target}]`;
}
