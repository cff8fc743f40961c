/** Makes a synthetic voice warmer and clearer, and even in level. All of it works on samples from -1 to 1. */
import type { Band } from "./tones.ts";

/** Highest sample of a finished narration: −3 dBFS. */
const PEAK = 0.708;
/** No voice speaks below; hum does. */
const LOWEST_HERTZ = 75;

/** Equalises, compresses and brings to a fixed peak, in place. */
export function masterVoice(samples: Float32Array, sampleRate: number, tone: readonly Band[]): void {
  filter(samples, highPass(LOWEST_HERTZ, sampleRate));
  for (const band of tone) filter(samples, band.shape === "peak" ? peak(band, sampleRate) : shelf(band, sampleRate));
  compress(samples, sampleRate);
  scaleTo(samples, PEAK);
}

/** First and last sample (exclusive) of what is heard, with a little room for the breath around it. */
export function heardRange(samples: Float32Array, sampleRate: number): { from: number; to: number } {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const threshold = loudest * 0.006;
  const isHeard = (sample: number) => Math.abs(sample) > threshold;
  const first = samples.findIndex(isHeard);
  const last = samples.findLastIndex(isHeard);
  if (loudest === 0 || first < 0) return { from: 0, to: 0 };
  const from = Math.max(0, first - Math.round(0.01 * sampleRate));
  return { from, to: Math.min(samples.length, last + 1 + Math.round(0.03 * sampleRate)) };
}

/** Lets both ends rise and fall in a few milliseconds, so that a cut is not heard as a click. In place. */
export function softenEnds(samples: Float32Array, sampleRate: number): void {
  const length = Math.min(Math.round(0.006 * sampleRate), Math.floor(samples.length / 2));
  for (let at = 0; at < length; at += 1) {
    const level = at / length;
    const opposite = samples.length - 1 - at;
    samples[at] = (samples[at] ?? 0) * level;
    samples[opposite] = (samples[opposite] ?? 0) * level;
  }
}

/** Coefficients of a second-order filter, already divided by a0. */
interface Biquad {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

function highPass(hertz: number, sampleRate: number): Biquad {
  const angle = (2 * Math.PI * hertz) / sampleRate;
  const alpha = Math.sin(angle) / Math.SQRT2;
  const cosine = Math.cos(angle);
  const a0 = 1 + alpha;
  const b = (1 + cosine) / 2 / a0;
  return { b0: b, b1: -2 * b, b2: b, a1: (-2 * cosine) / a0, a2: (1 - alpha) / a0 };
}

/** The bilinear forms below are those of Robert Bristow-Johnson's cookbook of audio filters. */
function peak({ hertz, quality, decibels }: Band, sampleRate: number): Biquad {
  const gain = 10 ** (decibels / 40);
  const angle = (2 * Math.PI * hertz) / sampleRate;
  const alpha = Math.sin(angle) / (2 * quality);
  const a0 = 1 + alpha / gain;
  const middle = (-2 * Math.cos(angle)) / a0;
  return {
    b0: (1 + alpha * gain) / a0,
    b1: middle,
    b2: (1 - alpha * gain) / a0,
    a1: middle,
    a2: (1 - alpha / gain) / a0,
  };
}

function shelf({ hertz, quality, decibels }: Band, sampleRate: number): Biquad {
  const gain = 10 ** (decibels / 40);
  const angle = (2 * Math.PI * hertz) / sampleRate;
  const cosine = Math.cos(angle);
  const slope = (Math.sqrt(gain) * Math.sin(angle)) / quality;
  const [more, less] = [gain + 1, gain - 1];
  const a0 = more - less * cosine + slope;
  return {
    b0: (gain * (more + less * cosine + slope)) / a0,
    b1: (-2 * gain * (less + more * cosine)) / a0,
    b2: (gain * (more + less * cosine - slope)) / a0,
    a1: (2 * (less - more * cosine)) / a0,
    a2: (more - less * cosine - slope) / a0,
  };
}

function filter(samples: Float32Array, { b0, b1, b2, a1, a2 }: Biquad): void {
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let at = 0; at < samples.length; at += 1) {
    const x = samples[at] ?? 0;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    samples[at] = y;
    [x2, x1, y2, y1] = [x1, x, y1, y];
  }
}

/** Evens out loud and soft words: 2:1 above a threshold that follows the voice's own level. */
function compress(samples: Float32Array, sampleRate: number): void {
  const threshold = 0.8 * rms(samples);
  if (threshold === 0) return;
  const rise = Math.exp(-1 / (0.008 * sampleRate));
  const fall = Math.exp(-1 / (0.14 * sampleRate));
  let power = 0;
  for (let at = 0; at < samples.length; at += 1) {
    const sample = samples[at] ?? 0;
    const now = sample * sample;
    const keep = now > power ? rise : fall;
    power = keep * power + (1 - keep) * now;
    const level = Math.sqrt(power);
    if (level > threshold) samples[at] = sample * Math.sqrt(threshold / level);
  }
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

function scaleTo(samples: Float32Array, wanted: number): void {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  if (loudest === 0) return;
  const gain = wanted / loudest;
  for (let at = 0; at < samples.length; at += 1) samples[at] = (samples[at] ?? 0) * gain;
}
