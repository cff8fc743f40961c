import { PixoraError } from "../../models/error.ts";

/** A WAV file of 16 bits whose samples are still to be written: both are views of one buffer. */
export interface BlankWav {
  bytes: Uint8Array;
  /** Channels interleaved. */
  samples: Int16Array;
}

const HEADER_BYTES = 44;

/** A silent PCM WAV of this many samples in each channel. */
export function blankWav(sampleRate: number, channelCount: number, length: number): BlankWav {
  const dataBytes = 2 * channelCount * length;
  const buffer = new ArrayBuffer(HEADER_BYTES + dataBytes);
  writeHeader(new DataView(buffer), { sampleRate, channelCount, dataBytes });
  return { bytes: new Uint8Array(buffer), samples: new Int16Array(buffer, HEADER_BYTES) };
}

/** Writes one channel, samples from -1 to 1, as PCM WAV of 16 bits. */
export function encodeMonoWav(sampleRate: number, channel: Float32Array): Uint8Array {
  const { bytes, samples } = blankWav(sampleRate, 1, channel.length);
  channel.forEach((sample, at) => {
    samples[at] = toInt16(sample);
  });
  return bytes;
}

/** Reads mono PCM WAV of 16 bits. A length that the writer could not know, as in a stream, means "to the end". */
export function decodeMonoWav(bytes: Uint8Array): { sampleRate: number; samples: Float32Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = findChunk(view, 0x64617461); // "data"
  const format = findChunk(view, 0x666d7420); // "fmt "
  if (view.getUint16(format.start + 2, true) !== 1 || view.getUint16(format.start + 14, true) !== 16) {
    throw new PixoraError("vendor_failed", "The sound is not mono PCM of 16 bits.");
  }
  const count = Math.floor((data.end - data.start) / 2);
  const samples = Float32Array.from({ length: count }, (_, at) => view.getInt16(data.start + 2 * at, true) / 32768);
  return { sampleRate: view.getUint32(format.start + 4, true), samples };
}

function writeHeader(view: DataView, sizes: { sampleRate: number; channelCount: number; dataBytes: number }): void {
  const { sampleRate, channelCount, dataBytes } = sizes;
  const frameBytes = 2 * channelCount;
  view.setUint32(0, 0x52494646); // "RIFF"
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  view.setUint32(8, 0x57415645); // "WAVE"
  view.setUint32(12, 0x666d7420); // "fmt "
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channelCount, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 16, true);
  view.setUint32(36, 0x64617461); // "data"
  view.setUint32(40, dataBytes, true);
}

/** A sample from -1 to 1 as a whole number of 16 bits; what is louder is cut off. */
export function toInt16(sample: number): number {
  return Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
}

function findChunk(view: DataView, id: number): { start: number; end: number } {
  let at = 12;
  while (at + 8 <= view.byteLength) {
    const start = at + 8;
    const size = view.getUint32(at + 4, true);
    if (view.getUint32(at) === id) return { start, end: Math.min(view.byteLength, start + size) };
    at = start + size + (size % 2);
  }
  throw new PixoraError("vendor_failed", "The sound is not a WAV file.");
}
