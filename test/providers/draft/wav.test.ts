import { describe, expect, it } from "vitest";
import { blankWav, decodeMonoWav, encodeMonoWav } from "../../../providers/draft/wav.ts";
import { readSound } from "./sound.ts";

describe("WAV", () => {
  it("keeps samples to within half a step of 16 bits", () => {
    const samples = Float32Array.from([0, 0.5, -0.5, 0.999, -0.999]);
    const { sampleRate, channels } = readSound(encodeMonoWav(16_000, samples));
    expect(sampleRate).toBe(16_000);
    channels[0]?.forEach((sample, at) => {
      expect(Math.abs(sample - (samples[at] ?? 0))).toBeLessThan(1 / 32_000);
    });
  });

  it("cuts off what is too loud instead of wrapping it round", () => {
    const { channels } = readSound(encodeMonoWav(16_000, Float32Array.from([3, -3])));
    expect(channels[0]?.[0]).toBeGreaterThan(0.99);
    expect(channels[0]?.[1]).toBeLessThan(-0.99);
  });

  it("interleaves channels", () => {
    const { bytes, samples } = blankWav(48_000, 2, 2);
    samples.set([1000, -1000, 2000, -2000]);
    const { channels } = readSound(bytes);
    expect([...(channels[0] ?? [])].map((sample) => sample * 32768)).toEqual([1000, 2000]);
    expect([...(channels[1] ?? [])].map((sample) => sample * 32768)).toEqual([-1000, -2000]);
  });

  it("reads a stream whose header does not know the length", () => {
    const wav = encodeMonoWav(22_050, Float32Array.from([0.25, -0.25, 0.5]));
    new DataView(wav.buffer).setUint32(40, 0x7fffffff, true);
    const { sampleRate, samples } = decodeMonoWav(wav);
    expect(sampleRate).toBe(22_050);
    expect(samples).toHaveLength(3);
  });

  it("refuses what is not a WAV file", () => {
    expect(() => decodeMonoWav(new Uint8Array(200))).toThrow(/not a WAV/);
  });
});
