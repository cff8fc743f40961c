/** One bar of each way to accompany, in beats. Bars of three beats use what begins before the bar's end. */
import type { BassName, FigureName, PercussionName } from "./mood-sheet.ts";

/** `tones` count the chord's tones upward from the figure's lowest: 0 is the first. `level` is a share of full strength. */
export interface FigureStep {
  at: number;
  length: number;
  tones: readonly number[];
  level: number;
}

export interface BassStep {
  at: number;
  length: number;
  tone: "root" | "fifth" | "octave";
  level: number;
}

export interface PercussionStep {
  at: number;
  /** Instrument of the General MIDI percussion map. */
  key: number;
  level: number;
}

export const FIGURES: Record<FigureName, readonly FigureStep[]> = {
  rolling: run([0, 1, 2, 3, 4, 3, 2, 1], 0.5, 1.2),
  broken: [
    { at: 0, length: 2, tones: [0], level: 0.9 },
    { at: 0.5, length: 2, tones: [2], level: 0.7 },
    { at: 1, length: 2, tones: [3], level: 0.75 },
    { at: 1.5, length: 2.5, tones: [5], level: 0.8 },
    { at: 3, length: 1, tones: [4], level: 0.6 },
  ],
  strummed: [
    { at: 0, length: 0.9, tones: [0, 1, 2, 3], level: 0.7 },
    { at: 1, length: 0.4, tones: [1, 2, 3, 4], level: 0.57 },
    { at: 1.5, length: 0.4, tones: [2, 3, 4], level: 0.45 },
    { at: 2.5, length: 0.4, tones: [1, 2, 3], level: 0.53 },
    { at: 3, length: 0.5, tones: [1, 2, 3, 4], level: 0.61 },
    { at: 3.5, length: 0.4, tones: [2, 3, 4], level: 0.45 },
  ],
  ostinato: run([0, 0, 1, 0, 2, 0, 1, 0], 0.5, 0.4),
  waltz: [
    { at: 0, length: 1, tones: [0], level: 0.8 },
    { at: 1, length: 0.9, tones: [1, 2, 3], level: 0.6 },
    { at: 2, length: 0.9, tones: [1, 2, 3], level: 0.55 },
  ],
  fanfare: [
    { at: 0, length: 1.4, tones: [0, 1, 2], level: 0.85 },
    { at: 1.5, length: 0.4, tones: [0, 1, 2], level: 0.65 },
    { at: 2, length: 0.9, tones: [1, 2, 3], level: 0.8 },
    { at: 3, length: 0.4, tones: [0, 1, 2], level: 0.65 },
    { at: 3.5, length: 0.4, tones: [0, 1, 2], level: 0.65 },
  ],
};

export const BASSES: Record<BassName, readonly BassStep[]> = {
  long: [{ at: 0, length: 4, tone: "root", level: 0.8 }],
  fifths: [
    { at: 0, length: 1.4, tone: "root", level: 0.68 },
    { at: 1.5, length: 0.4, tone: "root", level: 0.49 },
    { at: 2, length: 1.4, tone: "fifth", level: 0.61 },
    { at: 3.5, length: 0.4, tone: "root", level: 0.49 },
  ],
  pulse: [0, 1, 2, 3].flatMap((at): BassStep[] => [
    { at, length: 0.45, tone: "root", level: at === 0 ? 0.95 : 0.75 },
    { at: at + 0.5, length: 0.45, tone: "root", level: 0.6 },
  ]),
  march: [
    { at: 0, length: 0.9, tone: "root", level: 0.95 },
    { at: 1, length: 0.9, tone: "octave", level: 0.7 },
    { at: 2, length: 0.9, tone: "fifth", level: 0.85 },
    { at: 3, length: 0.9, tone: "octave", level: 0.7 },
  ],
  waltz: [{ at: 0, length: 2.8, tone: "root", level: 0.8 }],
};

const KICK = 36;
const SNARE = 38;
const CLOSED_HAT = 42;
const TAMBOURINE = 54;
const CABASA = 69;
const TRIANGLE = 81;
const LOW_TOM = 41;

export const PERCUSSION: Record<PercussionName, readonly PercussionStep[]> = {
  none: [],
  dance: [
    { at: 0, key: KICK, level: 0.7 },
    { at: 2, key: KICK, level: 0.6 },
    { at: 2.5, key: KICK, level: 0.45 },
    { at: 1, key: TAMBOURINE, level: 0.5 },
    { at: 3, key: TAMBOURINE, level: 0.55 },
    ...[0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5].map((at) => ({ at, key: CABASA, level: at % 1 === 0 ? 0.4 : 0.28 })),
  ],
  bells: [{ at: 0, key: TRIANGLE, level: 0.3 }],
  drums: [
    { at: 0, key: LOW_TOM, level: 0.8 },
    { at: 1.5, key: LOW_TOM, level: 0.55 },
    { at: 3, key: LOW_TOM, level: 0.65 },
    ...[0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5].map((at) => ({ at, key: CLOSED_HAT, level: at % 1 === 0 ? 0.3 : 0.2 })),
  ],
  parade: [
    { at: 0, key: KICK, level: 0.85 },
    { at: 2, key: KICK, level: 0.75 },
    { at: 1, key: SNARE, level: 0.5 },
    { at: 3, key: SNARE, level: 0.55 },
    { at: 3.5, key: SNARE, level: 0.4 },
    { at: 3.75, key: SNARE, level: 0.45 },
  ],
};

/** One tone after another, each of `pace` beats from the one before and held for `length`. */
function run(tones: readonly number[], pace: number, length: number): FigureStep[] {
  return tones.map((tone, at) => ({
    at: at * pace,
    length,
    tones: [tone],
    level: at === 0 ? 0.85 : at % 2 === 0 ? 0.7 : 0.6,
  }));
}
