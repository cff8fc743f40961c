/** What makes each mood: tempo, mode, chords, rhythm and who plays. The table a composer would keep. */
import type { Mood } from "../../../models/vocabulary.ts";
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

export type FigureName = "rolling" | "broken" | "strummed" | "plucked" | "ostinato" | "waltz" | "fanfare";
export type BassName = "long" | "fifths" | "pulse" | "march" | "waltz";
export type PercussionName = "none" | "shaker" | "dance" | "bells" | "drums" | "parade";

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

export const MOODS: Record<Mood, MoodSheet> = {
  calm: {
    tempo: 74,
    beatsPerBar: 4,
    scale: "major",
    tonics: [0, 2, 5, 7],
    opening: [
      ["Iadd9", "vi", "IVmaj7", "V"],
      ["I", "iii", "IVmaj7", "I"],
      ["Iadd9", "IV", "vi", "V"],
    ],
    answer: [
      ["IV", "I", "ii7", "I"],
      ["vi", "IV", "V", "I"],
    ],
    contrast: [
      ["vi", "iii", "IV", "I"],
      ["IVmaj7", "iii", "ii7", "V"],
    ],
    cadence: [
      ["IV", "V"],
      ["ii7", "V"],
    ],
    final: "Iadd9",
    motifs: [
      [
        [2, 1, 1],
        [3, -1],
      ],
      [
        [1.5, 0.5, 2],
        [2, 1, -1],
      ],
      [
        [1, 1, 2],
        [1.5, 0.5, 1, -1],
      ],
    ],
    ensembles: [
      { melody: [0, 73], counter: 48, pad: 48, figure: 46, bass: 32 },
      { melody: [73, 0], counter: 71, pad: 89, figure: 0, bass: 32 },
      { melody: [24, 73], counter: 48, pad: 48, figure: 46, bass: 32 },
    ],
    figure: "rolling",
    bass: "long",
    percussion: "none",
    timpani: false,
    register: 74,
    strength: 78,
  },
  joyful: {
    tempo: 116,
    beatsPerBar: 4,
    scale: "major",
    tonics: [0, 2, 7, 9],
    opening: [
      ["I", "V", "vi", "IV"],
      ["I", "IV", "I", "V"],
      ["I", "vi", "IV", "V"],
    ],
    answer: [
      ["I", "IV", "V", "I"],
      ["vi", "IV", "V", "I"],
    ],
    contrast: [
      ["vi", "IV", "I", "V"],
      ["IV", "V", "iii", "vi"],
    ],
    cadence: [
      ["IV", "V"],
      ["ii", "V7"],
    ],
    final: "I",
    motifs: [
      [
        [1, 0.5, 0.5, 1, 1],
        [0.5, 0.5, 1, 1, -1],
      ],
      [
        [0.5, 0.5, 1, 0.5, 0.5, 1],
        [1, 1, 1.5, -0.5],
      ],
      [
        [1.5, 0.5, 1, 1],
        [0.5, 0.5, 0.5, 0.5, 1, -1],
      ],
    ],
    ensembles: [
      { melody: [73, 9], counter: 71, pad: 48, figure: 24, bass: 32 },
      { melody: [12, 73], counter: 45, pad: 48, figure: 25, bass: 32 },
      { melody: [0, 78], counter: 45, pad: 48, figure: 24, bass: 32 },
    ],
    figure: "strummed",
    bass: "fifths",
    percussion: "dance",
    timpani: false,
    register: 76,
    strength: 88,
  },
  mysterious: {
    tempo: 70,
    beatsPerBar: 4,
    scale: "dorian",
    tonics: [2, 4, 9, 11],
    opening: [
      ["i", "IV", "i", "bVII"],
      ["iadd9", "bIII", "IV", "i"],
      ["i", "bVII", "IV", "i"],
    ],
    answer: [
      ["bVI", "bVII", "i", "i"],
      ["bIII", "IV", "v", "i"],
    ],
    contrast: [
      ["bVI", "iv", "i", "V"],
      ["bIII", "bVII", "iv", "V"],
    ],
    cadence: [
      ["bVI", "V"],
      ["iv", "V"],
    ],
    final: "iadd9",
    motifs: [
      [
        [1.5, 0.5, 1, -1],
        [3, -1],
      ],
      [
        [0.5, 0.5, 3],
        [0.5, 0.5, 2, -1],
      ],
      [
        [1, 1, 2],
        [-1, 1, 2],
      ],
    ],
    ensembles: [
      { melody: [8, 71], counter: 49, pad: 52, figure: 46, bass: 43 },
      { melody: [11, 68], counter: 48, pad: 49, figure: 8, bass: 43 },
      { melody: [71, 8], counter: 49, pad: 49, figure: 46, bass: 43 },
    ],
    figure: "broken",
    bass: "long",
    percussion: "bells",
    timpani: false,
    register: 76,
    strength: 76,
  },
  tense: {
    tempo: 100,
    beatsPerBar: 4,
    scale: "minor",
    tonics: [0, 2, 4, 9],
    opening: [
      ["i", "i", "bVI", "V"],
      ["i", "bII", "i", "V"],
      ["i", "iv", "bII", "V"],
    ],
    answer: [
      ["bVI", "iv", "V", "i"],
      ["iv", "bII", "V", "i"],
    ],
    contrast: [
      ["iv", "i", "bVI", "V"],
      ["bVI", "bII", "iv", "V"],
    ],
    cadence: [
      ["bII", "V"],
      ["iv", "V7"],
    ],
    final: "i",
    motifs: [
      [
        [3, 0.5, 0.5],
        [3, -1],
      ],
      [
        [2, 1.5, 0.5],
        [2, -2],
      ],
      [
        [1.5, 0.5, 2],
        [1.5, 0.5, 1, -1],
      ],
    ],
    ensembles: [
      { melody: [42, 60], counter: 44, pad: 48, figure: 45, bass: 43 },
      { melody: [60, 42], counter: 44, pad: 44, figure: 48, bass: 43 },
      { melody: [68, 60], counter: 44, pad: 48, figure: 45, bass: 43 },
    ],
    figure: "ostinato",
    bass: "pulse",
    percussion: "drums",
    timpani: true,
    register: 67,
    strength: 84,
  },
  melancholic: {
    tempo: 76,
    beatsPerBar: 3,
    scale: "minor",
    tonics: [0, 2, 4, 9],
    opening: [
      ["i", "bVI", "bIII", "bVII"],
      ["i", "v", "bVI", "iv"],
      ["iadd9", "iv", "bVI", "V"],
    ],
    answer: [
      ["iv", "bVI", "V", "i"],
      ["bVI", "bVII", "V", "i"],
    ],
    contrast: [
      ["bVI", "bVII", "bIII", "i"],
      ["bIII", "bVII", "iv", "V"],
    ],
    cadence: [
      ["iv", "V"],
      ["bVI", "V"],
    ],
    final: "i",
    motifs: [
      [
        [2, 1],
        [2, -1],
      ],
      [[1.5, 0.5, 1], [3]],
      [
        [1, 1, 1],
        [2, -1],
      ],
    ],
    ensembles: [
      { melody: [0, 42], counter: 48, pad: 48, figure: 0, bass: 32 },
      { melody: [42, 68], counter: 48, pad: 48, figure: 46, bass: 43 },
      { melody: [68, 0], counter: 42, pad: 48, figure: 24, bass: 32 },
    ],
    figure: "waltz",
    bass: "waltz",
    percussion: "none",
    timpani: false,
    register: 72,
    strength: 76,
  },
  triumphant: {
    tempo: 108,
    beatsPerBar: 4,
    scale: "major",
    tonics: [0, 2, 5, 10],
    opening: [
      ["I", "V", "vi", "IV"],
      ["I", "IV", "vi", "V"],
      ["I", "bVII", "IV", "I"],
    ],
    answer: [
      ["IV", "V", "vi", "I"],
      ["vi", "IV", "V", "I"],
    ],
    contrast: [
      ["vi", "IV", "I", "V"],
      ["bVI", "bVII", "I", "V"],
    ],
    cadence: [
      ["IV", "V"],
      ["bVI", "bVII"],
    ],
    final: "I",
    motifs: [
      [
        [1.5, 0.5, 2],
        [1, 1, 1, -1],
      ],
      [
        [1, 1, 1.5, 0.5],
        [3, -1],
      ],
      [
        [0.5, 0.5, 1, 2],
        [1.5, 0.5, 1, -1],
      ],
    ],
    ensembles: [
      { melody: [60, 56], counter: 48, pad: 48, figure: 61, bass: 43 },
      { melody: [56, 60], counter: 60, pad: 48, figure: 48, bass: 43 },
      { melody: [48, 60], counter: 60, pad: 49, figure: 61, bass: 43 },
    ],
    figure: "fanfare",
    bass: "march",
    percussion: "parade",
    timpani: true,
    register: 70,
    strength: 92,
  },
};
