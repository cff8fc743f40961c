/** Written music: what is played, by whom and when. Times are in beats from the start. */

export const PART_NAMES = ["melody", "counter", "pad", "figure", "bass", "timpani", "percussion"] as const;
export type PartName = (typeof PART_NAMES)[number];

export interface Note {
  part: PartName;
  /** Which of the part's instruments plays: the melody has two. */
  desk: 0 | 1;
  start: number;
  length: number;
  /** MIDI key; for percussion the instrument. */
  pitch: number;
  /** 1 to 127. */
  velocity: number;
}

/** How one instrument of a part is set. */
export interface Player {
  /** Program of General MIDI, counted from 0. Not used by percussion. */
  program: number;
  /** 0 to 127. */
  volume: number;
  /** 0 (left) to 127 (right). */
  pan: number;
  /** How much goes to the hall, 0 to 127. */
  hall: number;
}

/** A chord and the time it holds. */
export interface PlacedChord {
  start: number;
  length: number;
  /** Pitch classes, root first; 0 is C. */
  tones: readonly number[];
  /** Pitch classes that a melody may touch while it holds. */
  scale: readonly number[];
}

export interface Score {
  seconds: number;
  secondsPerBeat: number;
  beatsPerBar: number;
  /** Where the last chord begins. */
  finalBeat: number;
  sections: readonly { name: string; start: number; bars: number }[];
  chords: readonly PlacedChord[];
  notes: readonly Note[];
  players: Record<PartName, readonly [Player, Player]>;
}
