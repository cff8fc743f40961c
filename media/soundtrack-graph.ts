/**
 * The filters of the sound pass, as text. Every length is a whole number of samples, so nothing drifts.
 * Must work with ffmpeg 4.1 (2018) and 5 to 7. Labels and numbers only: no file name and no word of a user is in here.
 */
import { FRAME_RATE, LEAD_FRAMES, type Timeline } from "../models/timeline.ts";
import type { MusicSound, SceneSound } from "./types.ts";

export const SAMPLE_RATE = 48_000;
const SAMPLES_PER_FRAME = SAMPLE_RATE / FRAME_RATE;

/** Every stream of the pass: floats, so that nothing clips between filters. */
export const COMMON_FORMAT = `aresample=${SAMPLE_RATE},aformat=sample_fmts=fltp:channel_layouts=stereo,asetpts=N/SR/TB`;

/** Cut edges are rounded off within so many seconds: a step is heard as a click. */
const EDGE_SECONDS = 0.003;

/** A piece that misses its length by less is played that much faster or slower: nobody hears it. */
const MAX_SPEED_CHANGE = 0.04;
const LOOP_CROSSFADE_SECONDS = 2;
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

/** Files of the narrations in the order that `narrationGraph` expects them as inputs. */
export function narrationFiles(timeline: Timeline, sounds: readonly SceneSound[]): string[] {
  return timeline.scenes.flatMap(({ index }) => narrationOf(index, sounds) ?? []);
}

/** All narrations at their places, as `[voice]` of exactly the film's length. */
export function narrationGraph(timeline: Timeline, sounds: readonly SceneSound[]): string {
  let input = 0;
  const chains = timeline.scenes.map(({ index, frames }, position) => {
    const length = samplesFor(frames);
    if (narrationOf(index, sounds) === null) return `${silence(length)}[scene${position}]`;
    const lead = samplesFor(LEAD_FRAMES);
    const placed = `adelay=${lead}S|${lead}S,apad=whole_len=${length},atrim=end_sample=${length}`;
    return `[${input++}:a]${COMMON_FORMAT},${roundedEdges()},${placed}[scene${position}]`;
  });
  return [
    ...chains,
    join(
      chains.map((_, position) => `scene${position}`),
      "voice",
    ),
  ].join(";");
}

/** All music at its places, as `[music]` of exactly the film's length. Part n is input `firstInput + n`. */
export function musicGraph(parts: readonly MusicPart[], total: number, firstInput: number): string {
  const chains: string[] = [];
  const labels: string[] = [];
  let at = 0;
  const gapUntil = (sample: number) => {
    if (sample <= at) return;
    labels.push(`gap${labels.length}`);
    chains.push(`${silence(sample - at)}[${labels.at(-1)}]`);
  };
  parts.forEach((part, index) => {
    gapUntil(part.start);
    labels.push(`part${index}`);
    chains.push(musicChain(part, `[${firstInput + index}:a]`, `part${index}`));
    at = part.start + part.length;
  });
  gapUntil(total);
  return [...chains, join(labels, "music")].join(";");
}

/** Whether a piece is too short for its place, and has to begin again. Both lengths in samples. */
export function mustRepeat(fileLength: number, length: number): boolean {
  return fileLength < length && !fitsBySpeed(fileLength, length);
}

function fitsBySpeed(fileLength: number, length: number): boolean {
  return Math.abs(fileLength / length - 1) <= MAX_SPEED_CHANGE;
}

function musicChain(part: MusicPart, source: string, target: string): string {
  const { length, fileLength, gainDb } = part;
  const isNear = fitsBySpeed(fileLength, length);
  const fadeOut = Math.min(isNear ? FITTED_FADE_OUT_SECONDS : CUT_FADE_OUT_SECONDS, length / SAMPLE_RATE / 4);
  const exact = `apad=whole_len=${length},atrim=end_sample=${length}`;
  const fades = [
    `afade=t=in:d=${FADE_IN_SECONDS}`,
    `afade=t=out:ss=${length - Math.round(fadeOut * SAMPLE_RATE)}:ns=${Math.round(fadeOut * SAMPLE_RATE)}`,
  ];
  const finish = [`volume=${gainDb.toFixed(2)}dB`, exact, ...fades].join(",");
  if (isNear) return `${source}${COMMON_FORMAT},${respeed(fileLength / length)},${finish}[${target}]`;
  if (fileLength > length) return `${source}${COMMON_FORMAT},${finish}[${target}]`;
  return `${loop(source, target, part)};[${target}loop]${finish}[${target}]`;
}

function respeed(speed: number): string {
  return `asetrate=${Math.round(SAMPLE_RATE * speed)},aresample=${SAMPLE_RATE},asetpts=N/SR/TB`;
}

/**
 * The piece again and again, longer than needed, as `[<name>loop]`: its last seconds are blended into its first ones.
 * First it plays up to the blend; from there on, blend and middle go round.
 */
function loop(source: string, name: string, { fileLength, length }: MusicPart): string {
  const blend = Math.min(LOOP_CROSSFADE_SECONDS * SAMPLE_RATE, Math.floor(fileLength / 4));
  const round = fileLength - blend;
  // Counted, since an endless loop makes ffmpeg 4.1 fill the memory.
  const rounds = Math.ceil(length / round);
  const cut = (label: string, from: number, to: number) =>
    `[${name}${label}]atrim=start_sample=${from}:end_sample=${to},asetpts=N/SR/TB[${name}${label}cut]`;
  return [
    `${source}${COMMON_FORMAT},apad=whole_len=${fileLength},asplit=4[${name}a][${name}b][${name}c][${name}d]`,
    cut("a", 0, round),
    cut("b", round, fileLength),
    cut("c", 0, blend),
    cut("d", blend, round),
    // ffmpeg 4.1 dies in `acrossfade` when it is given nothing but what is to be blended.
    `[${name}bcut]afade=t=out:ns=${blend}:curve=qsin[${name}going]`,
    `[${name}ccut]afade=t=in:ns=${blend}:curve=qsin[${name}coming]`,
    `[${name}going][${name}coming]amix=inputs=2,volume=2[${name}blend]`,
    `[${name}blend][${name}dcut]concat=n=2:v=0:a=1,aloop=loop=${rounds}:size=${round}[${name}round]`,
    `[${name}acut][${name}round]concat=n=2:v=0:a=1,asetpts=N/SR/TB[${name}loop]`,
  ].join(";");
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

function narrationOf(scene: number, sounds: readonly SceneSound[]): string | null {
  return sounds.find(({ index }) => index === scene)?.narration ?? null;
}
