import type { MoodSheet } from "./mood-sheet.ts";

export const calm: MoodSheet = {
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
};

export const joyful: MoodSheet = {
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
  register: 74,
  strength: 88,
};

export const triumphant: MoodSheet = {
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
};
