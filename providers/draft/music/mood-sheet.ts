/** What makes a mood: tempo, mode, chords, rhythm and who plays. */
import type { ScaleName } from "./harmony.ts";

type Many<T> = readonly [T, ...T[]];

/** Four bars of one chord each. */
export type Progression = readonly [string, string, string, string];

/** Note lengths of one bar in beats; a negative one is a rest. */
export type Rhythm = readonly number[];

/** General MIDI programs, counted from 0. */
export interface Ensemble {
  /** The first leads; the second takes over for contrast. */
  melody: readonly [number, number];
  counter: number;
  pad: number;
  figure: number;
  bass: number;
}

export type FigureName = "rolling" | "broken" | "strummed" | "ostinato" | "waltz" | "fanfare";
export type BassName = "long" | "fifths" | "pulse" | "march" | "waltz";
export type PercussionName = "none" | "dance" | "bells" | "drums" | "parade";

export interface MoodSheet {
  /** Beats a minute. */
  tempo: number;
  beatsPerBar: 3 | 4;
  scale: ScaleName;
  /** Pitch classes that the piece may stand in. */
  tonics: Many<number>;
  opening: Many<Progression>;
  answer: Many<Progression>;
  contrast: Many<Progression>;
  cadence: Many<readonly [string, string]>;
  final: string;
  /** Two bars of melody each: the idea that the piece is made of. */
  motifs: Many<readonly [Rhythm, Rhythm]>;
  ensembles: Many<Ensemble>;
  figure: FigureName;
  bass: BassName;
  percussion: PercussionName;
  timpani: boolean;
  /** Centre of the melody as a MIDI key. */
  register: number;
  /** Velocity of a melody note at full strength. */
  strength: number;
}
