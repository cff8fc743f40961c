/** From a mix of any level to the finished track: −14 LUFS, true peak at most −1 dBTP, AAC. */
import type { RunFfmpeg } from "../ffmpeg.ts";
import { type Loudness, measureLoudness, SILENT_LUFS } from "./loudness.ts";
import { SAMPLE_RATE, samplesFor, soundDeadline } from "./soundtrack-graph.ts";

export interface MasteringOptions {
  ffmpeg: RunFfmpeg;
  /** Path of the uncompressed mix, and what was measured of it. */
  mix: string;
  loudness: Loudness;
  /** The film's length. */
  frames: number;
  /** Path of the track to write. */
  track: string;
  signal: AbortSignal;
}

interface Setting {
  gainDb: number;
  /** Highest sample the limiter lets pass; null leaves it out. */
  ceilingDb: number | null;
}

const TARGET_LUFS = -14;
const TOLERANCE_LU = 0.2;
/** AAC overshoots what it is given: the sound stays this low before it, and below −1 after it. */
const PEAK_BEFORE_AAC = -1.3;
const PEAK_AFTER_AAC = -1;
/** Peaks between samples pass the limiter by a little. */
const LIMITER_CEILING = PEAK_BEFORE_AAC - 0.2;
/** Voice and music were levelled before: a mix that has to be raised more is nearly silent. */
const MAX_RAISE_DB = 12;
const LIMITER_ROUNDS = 3;
const ENCODER_ROUNDS = 3;

/** At 96 kHz the limiter sees most of the peaks between samples. */
const LIMITER_RATE = 96_000;
const LIMITER_ATTACK_MS = 5;

/** Writes the track and returns what was measured of it, decoded. */
export async function master(options: MasteringOptions): Promise<{ loudnessLufs: number; truePeakDbtp: number }> {
  const { lufs } = options.loudness;
  const wanted = lufs <= SILENT_LUFS ? 0 : TARGET_LUFS - lufs;
  const gainDb = Math.min(wanted, MAX_RAISE_DB);
  let setting = await settle(options, { gainDb, ceilingDb: null });
  for (let round = 1; ; round++) {
    await encode(options, setting);
    const measured = await measure(options, options.track, null);
    const excess = Math.max(0, measured.dbtp - PEAK_AFTER_AAC);
    const missing = lufs <= SILENT_LUFS ? 0 : lufs + gainDb - measured.lufs;
    if (round === ENCODER_ROUNDS || (excess === 0 && Math.abs(missing) <= 2 * TOLERANCE_LU)) {
      return { loudnessLufs: measured.lufs, truePeakDbtp: measured.dbtp };
    }
    setting = corrected(setting, missing, excess);
  }
}

/** The encoder takes away what is too high to hear, which moves level and peaks a little. */
function corrected({ gainDb, ceilingDb }: Setting, missing: number, excess: number): Setting {
  const ceiling = ceilingDb ?? LIMITER_CEILING;
  return { gainDb: gainDb + missing, ceilingDb: excess > 0 ? ceiling - excess - 0.1 : ceiling };
}

/** One gain where the peaks allow it; else gain and limiter, until both level and peak fit. */
async function settle(options: MasteringOptions, first: Setting): Promise<Setting> {
  if (options.loudness.dbtp + first.gainDb <= PEAK_BEFORE_AAC) return first;
  const target = options.loudness.lufs + first.gainDb;
  let setting: Setting = { ...first, ceilingDb: LIMITER_CEILING };
  for (let round = 1; round <= LIMITER_ROUNDS; round++) {
    const measured = await measure(options, options.mix, setting);
    const missing = target - measured.lufs;
    const excess = Math.max(0, measured.dbtp - PEAK_BEFORE_AAC);
    if (Math.abs(missing) <= TOLERANCE_LU && excess === 0) break;
    setting = { gainDb: setting.gainDb + missing, ceilingDb: (setting.ceilingDb ?? LIMITER_CEILING) - excess };
  }
  return setting;
}

async function encode({ ffmpeg, mix, frames, track, signal }: MasteringOptions, setting: Setting): Promise<void> {
  const length = samplesFor(frames);
  const job = {
    inputs: [{ source: mix }],
    filter: `[0:a]${chain(setting)},apad=whole_len=${length},atrim=end_sample=${length}[sound]`,
    outputOptions: ["-map", "[sound]", "-c:a", "aac", "-b:a", "192k", "-ar", String(SAMPLE_RATE), "-ac", "2"],
    output: track,
    deadlineSeconds: soundDeadline(frames),
  };
  await ffmpeg(job, signal);
}

function measure(options: MasteringOptions, source: string, setting: Setting | null): Promise<Loudness> {
  const { ffmpeg, frames, signal } = options;
  const measured = {
    input: { source },
    ...(setting && { chain: chain(setting) }),
    deadlineSeconds: soundDeadline(frames),
  };
  return measureLoudness(ffmpeg, measured, signal);
}

/** The limiter looks ahead and so comes late, by exactly its attack: that much is cut off in front. */
function chain({ gainDb, ceilingDb }: Setting): string {
  const gain = `volume=${gainDb.toFixed(2)}dB:precision=float`;
  if (ceilingDb === null) return gain;
  const late = (LIMITER_RATE * LIMITER_ATTACK_MS) / 1000;
  const limit = (10 ** (ceilingDb / 20)).toFixed(4);
  return [
    gain,
    `aresample=${LIMITER_RATE}`,
    `apad=pad_len=${late}`,
    `alimiter=limit=${limit}:attack=${LIMITER_ATTACK_MS}:release=50:level=disabled`,
    `atrim=start_sample=${late}`,
    "asetpts=N/SR/TB",
    `aresample=${SAMPLE_RATE}`,
  ].join(",");
}
