/** Makes a synthetic voice warmer and clearer, and even in level. All of it works on samples from -1 to 1. */

/** Highest sample of a finished narration: −3 dBFS. */
const PEAK = 0.708;

/** Equalises, compresses and brings to a fixed peak, in place. */
export function masterVoice(samples: Float32Array, sampleRate: number): void {
  const bands = [
    highPass(75, sampleRate),
    peak({ hertz: 210, width: 0.9, decibels: 2 }, sampleRate),
    peak({ hertz: 480, width: 1, decibels: -2 }, sampleRate),
    peak({ hertz: 3000, width: 0.8, decibels: 3 }, sampleRate),
    peak({ hertz: 6200, width: 0.9, decibels: 3.5 }, sampleRate),
  ];
  for (const band of bands) filter(samples, band);
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

function peak(band: { hertz: number; width: number; decibels: number }, sampleRate: number): Biquad {
  const gain = 10 ** (band.decibels / 40);
  const angle = (2 * Math.PI * band.hertz) / sampleRate;
  const alpha = Math.sin(angle) / (2 * band.width);
  const cosine = (-2 * Math.cos(angle)) / (1 + alpha / gain);
  const a0 = 1 + alpha / gain;
  return {
    b0: (1 + alpha * gain) / a0,
    b1: cosine,
    b2: (1 - alpha * gain) / a0,
    a1: cosine,
    a2: (1 - alpha / gain) / a0,
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
