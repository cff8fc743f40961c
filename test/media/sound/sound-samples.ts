/** Test sounds made from formulas, and finished tracks read back as samples. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { createFfmpeg } from "../../../media/ffmpeg.ts";
import { findFfmpeg } from "../../../media/find-ffmpeg.ts";

export const RATE = 48_000;

/** The ffmpeg under test: `FFMPEG_PATH` lets another version take its place. */
export async function testFfmpeg() {
  return createFfmpeg((await findFfmpeg(process.env.FFMPEG_PATH)).path);
}

/** Writes a mono 16-bit WAV whose sample at second t is `sound(t)`, from -1 to 1. */
export async function writeWav(
  path: string,
  seconds: number,
  sound: (t: number) => number,
  rate = RATE,
): Promise<void> {
  const count = Math.round(seconds * rate);
  const wav = Buffer.alloc(44 + count * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + count * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(count * 2, 40);
  for (let at = 0; at < count; at++) wav.writeInt16LE(Math.round(32_767 * sound(at / rate)), 44 + at * 2);
  await writeFile(path, wav);
}

/** The left channel of a sound file, decoded. */
export async function decode(path: string): Promise<Float32Array> {
  const raw = `${path}.f32`;
  const ffmpeg = await testFfmpeg();
  const outputOptions = ["-map", "0:a", "-af", "pan=mono|c0=c0", "-f", "f32le", "-c:a", "pcm_f32le"];
  const job = { inputs: [{ source: path }], outputOptions, output: raw, deadlineSeconds: 60 };
  await ffmpeg(job, new AbortController().signal);
  const bytes = await readFile(raw);
  await rm(raw);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

export function sine(hertz: number, amplitude: number): (t: number) => number {
  return (t) => amplitude * Math.sin(2 * Math.PI * hertz * t);
}

/** White noise that is the same in every run. */
export function noise(amplitude: number): (t: number) => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return amplitude * (state / 2 ** 31 - 1);
  };
}

/** Largest amplitude between two seconds. */
export function peak(samples: Float32Array, from: number, to: number): number {
  return samples
    .subarray(Math.round(from * RATE), Math.round(to * RATE))
    .reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

/** Amplitude of one frequency between two seconds. */
export function amplitudeAt(samples: Float32Array, hertz: number, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * RATE), Math.round(to * RATE));
  let real = 0;
  let imaginary = 0;
  part.forEach((x, at) => {
    real += x * Math.cos((2 * Math.PI * hertz * at) / RATE);
    imaginary += x * Math.sin((2 * Math.PI * hertz * at) / RATE);
  });
  return (2 * Math.hypot(real, imaginary)) / part.length;
}

export function decibels(ratio: number): number {
  return 20 * Math.log10(ratio);
}
