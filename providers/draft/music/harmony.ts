/** Chords by their names in a key, and voices that move from one to the next by the shortest way. */
import { PixoraError } from "../../../models/error.ts";

/** Semitones above the tonic. */
export const SCALES = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
} as const;
export type ScaleName = keyof typeof SCALES;

const ROOTS: Record<string, number> = { i: 0, ii: 2, iii: 4, iv: 5, v: 7, vi: 9, vii: 11 };
const COLOURS: Record<string, readonly number[]> = { "": [], "7": [10], maj7: [11], add9: [14] };

/**
 * The pitch classes of a chord, root first: `I`, `vi`, `bVII`, `ii7`, `IVmaj7`, `Iadd9`.
 * Roots count from the major scale, so that a name means the same in every mode; small letters are minor.
 */
export function chordTones(symbol: string, tonic: number): number[] {
  const [, flat = "", numeral = "", colour = ""] = /^(b?)([IVi-v]+)(7|maj7|add9|)$/.exec(symbol) ?? [];
  const degree = ROOTS[numeral.toLowerCase()];
  const added = COLOURS[colour];
  if (degree === undefined || !added) throw new PixoraError("internal", `There is no chord ${symbol}.`);
  const third = numeral === numeral.toLowerCase() ? 3 : 4;
  const root = tonic + degree - flat.length;
  return [0, third, 7, ...added].map((interval) => modulo12(root + interval));
}

/** The scale's pitch classes, bent to a chord from outside it: its own tones replace the ones they were made of. */
export function scaleOver(tones: readonly number[], scale: ScaleName, tonic: number): number[] {
  const own = SCALES[scale].map((step) => modulo12(tonic + step));
  const strangers = tones.filter((tone) => !own.includes(tone));
  // A leading tone was raised from the one below; every other stranger was lowered from the one above.
  const replaced = strangers.map((tone) => modulo12(tone === modulo12(tonic - 1) ? tone - 1 : tone + 1));
  return [...own.filter((tone) => tones.includes(tone) || !replaced.includes(tone)), ...strangers];
}

/** All pitches of these classes from `low` to `high`, both included, rising. */
export function ladder(classes: readonly number[], low: number, high: number): number[] {
  const pitches: number[] = [];
  for (let pitch = low; pitch <= high; pitch += 1) if (classes.includes(modulo12(pitch))) pitches.push(pitch);
  return pitches;
}

/** The entry that is nearest to `wanted`; of two, the lower. */
export function nearest(pitches: readonly number[], wanted: number): number {
  return pitches.reduce(
    (best, pitch) => (Math.abs(pitch - wanted) < Math.abs(best - wanted) ? pitch : best),
    pitches[0] ?? wanted,
  );
}

/** Four voices for a chord, rising and none doubled nearer than an octave, as near to the voices before as can be. */
export function voiceChord(
  tones: readonly number[],
  before: readonly number[] | null,
  low: number,
  high: number,
): number[] {
  const wanted = before ?? [low + 3, low + 8, low + 12, low + 17];
  const candidates = voicings(tones, low, high);
  const cost = (voices: readonly number[]) =>
    voices.reduce((sum, voice, at) => sum + Math.abs(voice - (wanted[at] ?? voice)), 0) + spreadCost(voices);
  return candidates.reduce((best, voices) => (cost(voices) < cost(best) ? voices : best), candidates[0] ?? []);
}

/** Every way to stack all tones of the chord, with one doubled where there are three. */
function voicings(tones: readonly number[], low: number, high: number): number[][] {
  const found: number[][] = [];
  const pitches = ladder(tones, low, high);
  const extend = (voices: number[], from: number) => {
    if (voices.length === 4) {
      if (tones.every((tone) => voices.some((voice) => modulo12(voice) === tone))) found.push(voices);
      return;
    }
    const last = voices.at(-1);
    for (let at = from; at < pitches.length; at += 1) {
      const pitch = pitches[at] ?? low;
      if (last !== undefined && (pitch - last < 2 || pitch - last > 10)) continue;
      extend([...voices, pitch], at + 1);
    }
  };
  extend([], 0);
  return found;
}

/** Close seconds sound muddy at the bottom; wide gaps sound thin. */
function spreadCost(voices: readonly number[]): number {
  const [lowest = 0, second = 0] = voices;
  const close = voices.slice(1).filter((voice, at) => voice - (voices[at] ?? 0) < 3).length;
  return (second - lowest < 4 ? 4 : 0) + 3 * close;
}

export function modulo12(pitch: number): number {
  return ((pitch % 12) + 12) % 12;
}
