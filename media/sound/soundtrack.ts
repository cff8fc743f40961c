/**
 * The one sound pass of a film: narrations at their places, music under them, one level for all.
 * Not here: loudness of the finished track and its encoding (mastering.ts).
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { FRAME_RATE, type Timeline } from "../../models/timeline.ts";
import type { FfmpegInput, RunFfmpeg } from "../ffmpeg.ts";
import { foreignInput } from "../foreign-files.ts";
import type { MusicSound } from "../types.ts";
import { type Loudness, METER, measureLevel, readLoudness, SILENT_LUFS } from "./loudness.ts";
import { master } from "./mastering.ts";
import { writeMusicRound } from "./music-round.ts";
import {
  COMMON_FORMAT,
  isRepeated,
  type MusicPart,
  musicGraph,
  mustRepeat,
  placeMusic,
  placeVoice,
  SAMPLE_RATE,
  type SceneSound,
  samplesFor,
  soundDeadline,
} from "./soundtrack-graph.ts";
import { speechSpan } from "./speech-span.ts";
import { type VoiceTrack, writeVoiceTrack } from "./voice-track.ts";

/** All that is heard in a film, and where. */
export interface FilmSound {
  timeline: Timeline;
  sounds: readonly SceneSound[];
  music: readonly MusicSound[];
}

export interface SoundtrackOptions extends FilmSound {
  ffmpeg: RunFfmpeg;
  /** What works on files of our own; the same one where it is absent. */
  own?: RunFfmpeg;
  /** Existing folder for the track and, while it is made, uncompressed sound (0.4 MB a second for each of voice and mix). */
  folder: string;
  signal: AbortSignal;
  /** From 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/** The finished track: AAC in MP4, 48 kHz stereo, as long as the film. Figures are measured from it, decoded. */
export interface Soundtrack {
  path: string;
  loudnessLufs: number;
  truePeakDbtp: number;
}

/** Speech is brought to this level before music joins, whatever the vendor's was: ducking has a fixed threshold. */
const VOICE_LUFS = -17;
/** Music lies so far below speech in its pauses; while somebody speaks, ducking takes about 11 dB more. */
const MUSIC_BELOW_VOICE = 9;
/** No sound is raised more than this: it would be noise. */
const MAX_RAISE_DB = 20;
const DUCKING = "sidechaincompress=threshold=0.015:ratio=6:attack=15:release=450:level_sc=0.5:makeup=1";

/**
 * Mixes a film's sound. Null for a film without narration and music: it has no sound track at all, which is
 * what `VideoMetadata` calls a film without sound; a track of silence would promise something to hear.
 */
export async function mixSoundtrack(options: SoundtrackOptions): Promise<Soundtrack | null> {
  const { ffmpeg, own = ffmpeg, timeline, folder, signal, onProgress } = options;
  const mix = join(folder, "mix.wav");
  const track = join(folder, "soundtrack.m4a");
  try {
    const loudness = await mixAll(options, mix);
    if (loudness === null) return null;
    onProgress?.(0.6);
    const finished = await master({ ffmpeg: own, mix, loudness, frames: timeline.frames, track, signal });
    onProgress?.(1);
    return { path: track, ...finished };
  } finally {
    await rm(mix, { force: true });
  }
}

/** Voice and music in one file. Returns how loud it is; null when there is neither. */
async function mixAll(options: SoundtrackOptions, mix: string): Promise<Loudness | null> {
  const { ffmpeg, timeline, sounds, folder, signal, onProgress } = options;
  const places = placeVoice(timeline, sounds);
  const voice = await writeVoiceTrack(ffmpeg, { places, folder, name: "voice" }, signal);
  try {
    onProgress?.(0.3);
    const music = await measureMusic(options);
    if (voice === null && music.length === 0) return null;
    onProgress?.(0.4);
    return await writeMix(options, { voice, music }, mix);
  } finally {
    await voice?.remove();
  }
}

async function measureMusic({ ffmpeg, timeline, music, signal }: SoundtrackOptions): Promise<MusicPart[]> {
  const parts: MusicPart[] = [];
  for (const place of placeMusic(timeline, music)) {
    const { seconds, end } = await speechSpan(place.path, ffmpeg, signal);
    const deadlineSeconds = soundDeadline(seconds * FRAME_RATE);
    const input = await foreignInput(place.path, "sound");
    const lufs = await measureLevel(ffmpeg, { input, deadlineSeconds }, signal);
    const gainDb = raise(lufs, VOICE_LUFS - MUSIC_BELOW_VOICE);
    const whole = Math.round(seconds * SAMPLE_RATE);
    // Silence at a piece's end would be a hole where it begins again.
    const fileLength = mustRepeat(whole, place.length) ? Math.round(end * SAMPLE_RATE) : whole;
    parts.push({ ...place, fileLength, gainDb });
  }
  return parts;
}

/** The music's files, as `musicGraph` wants them. */
async function openMusic({ ffmpeg, folder, signal }: SoundtrackOptions, music: readonly MusicPart[]) {
  const opened: { inputs: FfmpegInput[]; remove(): Promise<void> }[] = [];
  const remove = async () => void (await Promise.all(opened.map((part) => part.remove())));
  try {
    for (const [index, part] of music.entries()) {
      if (isRepeated(part))
        opened.push(await writeMusicRound(ffmpeg, part, { folder, name: `music-${index}` }, signal));
      else opened.push({ inputs: [await foreignInput(part.path, "sound")], remove: async () => {} });
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { inputs: opened.flatMap(({ inputs }) => inputs), remove };
}

/** Voice and music together as floats of any level. Returns how loud they are. */
async function writeMix(
  options: SoundtrackOptions,
  { voice, music }: { voice: VoiceTrack | null; music: readonly MusicPart[] },
  output: string,
): Promise<Loudness> {
  const opened = await openMusic(options, music);
  try {
    const inputs = [...(voice === null ? [] : [voice.input]), ...opened.inputs];
    return await runMix(options, { voice, music, inputs }, output);
  } finally {
    await opened.remove();
  }
}

async function runMix(
  { ffmpeg, timeline, folder, signal }: SoundtrackOptions,
  { voice, music, inputs }: { voice: VoiceTrack | null; music: readonly MusicPart[]; inputs: readonly FfmpegInput[] },
  output: string,
): Promise<Loudness> {
  const deadlineSeconds = soundDeadline(timeline.frames);
  const lufs = voice && (await measureLevel(ffmpeg, { input: voice.input, folder, deadlineSeconds }, signal));
  const voiceChain = lufs === null ? null : `[0:a]${COMMON_FORMAT},volume=${raise(lufs, VOICE_LUFS).toFixed(2)}dB`;
  const total = samplesFor(timeline.frames);
  const musicChain = music.length === 0 ? null : musicGraph(music, total, voice === null ? 0 : 1);
  const job = {
    inputs,
    filter: mixGraph(voiceChain, musicChain),
    outputOptions: ["-map", "[sound]", "-c:a", "pcm_f32le"],
    output,
    folder,
    deadlineSeconds,
  };
  const { log } = await ffmpeg(job, signal);
  return readLoudness(log);
}

/** `amix` halves what it adds, in every version of ffmpeg: that is taken back. */
function mixGraph(voice: string | null, music: string | null): string {
  if (music === null) return `${voice},${METER}[sound]`;
  if (voice === null) return `${music};[music]${METER}[sound]`;
  return [
    `${voice},asplit[spoken][key]`,
    music,
    // Told again: the ducking of ffmpeg 4.1 does not see the format through a join.
    `[music]${COMMON_FORMAT}[bed]`,
    `[key]${COMMON_FORMAT}[trigger]`,
    `[bed][trigger]${DUCKING}[ducked]`,
    `[spoken][ducked]amix=inputs=2:duration=first,volume=2,${METER}[sound]`,
  ].join(";");
}

function raise(lufs: number, target: number): number {
  return lufs <= SILENT_LUFS ? 0 : Math.min(MAX_RAISE_DB, target - lufs);
}
