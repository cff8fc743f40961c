import type { MoodSheet } from "./mood-sheet.ts";

export const mysterious: MoodSheet = {
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
};

export const tense: MoodSheet = {
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
};

export const melancholic: MoodSheet = {
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
};
