import { describe, expect, it } from "vitest";
import { heardRange, masterVoice, softenEnds } from "../../../../providers/draft/speech/mastering.ts";

const RATE = 16_000;

const tone = (hertz: number, seconds: number, level = 0.2): Float32Array =>
  Float32Array.from({ length: seconds * RATE }, (_, at) => level * Math.sin((2 * Math.PI * hertz * at) / RATE));

const rms = (samples: Float32Array) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

/** How much louder the first tone is than the second after mastering, in decibels. Both go in equally loud. */
function liftOf(hertz: number, other: number, bands: Parameters<typeof masterVoice>[2]): number {
  const samples = new Float32Array(2 * RATE);
  samples.set(tone(hertz, 1));
  samples.set(tone(other, 1), RATE);
  masterVoice(samples, RATE, bands);
  return 20 * Math.log10(rms(samples.subarray(4000, RATE - 4000)) / rms(samples.subarray(RATE + 4000)));
}

describe("mastering a voice", () => {
  it("lifts around a peak and above a shelf, and leaves the rest", () => {
    expect(liftOf(3000, 400, [{ shape: "peak", hertz: 3000, quality: 1, decibels: 6 }])).toBeGreaterThan(2.5);
    expect(liftOf(6000, 400, [{ shape: "shelf", hertz: 2000, quality: 0.6, decibels: -6 }])).toBeLessThan(-2.5);
    expect(Math.abs(liftOf(1000, 400, [{ shape: "peak", hertz: 6000, quality: 2, decibels: 6 }]))).toBeLessThan(0.5);
  });

  it("takes away what lies below every voice", () => {
    expect(liftOf(25, 400, [])).toBeLessThan(-9);
  });

  it("brings loud and soft words nearer to each other", () => {
    const samples = new Float32Array(2 * RATE);
    samples.set(tone(400, 1, 0.8));
    samples.set(tone(400, 1, 0.2), RATE);
    masterVoice(samples, RATE, []);
    const difference = 20 * Math.log10(rms(samples.subarray(4000, RATE)) / rms(samples.subarray(RATE + 8000)));
    expect(difference).toBeGreaterThan(4);
    expect(difference).toBeLessThan(9);
  });

  it("finds what is heard between silences, and nothing in silence", () => {
    const samples = new Float32Array(3 * RATE);
    samples.set(tone(400, 1), RATE);
    const { from, to } = heardRange(samples, RATE);
    expect(from / RATE).toBeCloseTo(0.99, 2);
    expect(to / RATE).toBeCloseTo(2.03, 2);
    expect(heardRange(new Float32Array(100), RATE)).toEqual({ from: 0, to: 0 });
  });

  it("leaves silence silent", () => {
    const samples = new Float32Array(1000);
    masterVoice(samples, RATE, []);
    expect(rms(samples)).toBe(0);
  });

  it("begins and ends at rest", () => {
    const samples = new Float32Array(RATE).fill(0.5);
    softenEnds(samples, RATE);
    expect([samples[0], samples.at(-1), samples[RATE / 2]]).toEqual([0, 0, 0.5]);
  });
});
