/** A WAV of 16 bits, read back by a reader of its own, so that the product's writer is not its own judge. */
export interface ReadSound {
  sampleRate: number;
  channels: Float32Array[];
  seconds: number;
}

export function readSound(bytes: Uint8Array): ReadSound {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.toString("latin1", 0, 4) !== "RIFF" || buffer.toString("latin1", 36, 40) !== "data") {
    throw new Error("not a plain WAV file");
  }
  const channelCount = buffer.readUInt16LE(22);
  const sampleRate = buffer.readUInt32LE(24);
  const length = buffer.readUInt32LE(40) / 2 / channelCount;
  const channels = Array.from({ length: channelCount }, (_, channel) =>
    Float32Array.from({ length }, (_, at) => buffer.readInt16LE(44 + 2 * (at * channelCount + channel)) / 32768),
  );
  return { sampleRate, channels, seconds: length / sampleRate };
}

/** Root mean square between two times. */
export function levelBetween({ channels, sampleRate }: ReadSound, start: number, end: number): number {
  const [channel = new Float32Array()] = channels;
  const part = channel.subarray(Math.round(start * sampleRate), Math.round(end * sampleRate));
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, part.length));
}

export function peakOf({ channels }: ReadSound): number {
  return channels.reduce(
    (most, channel) => channel.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), most),
    0,
  );
}
