/** Words of the request that shade a piece: who leads, how loud, how fast. */
import type { Ensemble, MoodSheet } from "./mood-sheet.ts";

/** Who may be asked for by name; the first that is found leads. */
const LEADERS: readonly (readonly [RegExp, number])[] = [
  [/\bpiano\b/i, 0],
  [/\bmusic box|celesta|bells?\b/i, 8],
  [/\bmarimba|xylophone\b/i, 12],
  [/\bguitar|ukulele\b/i, 24],
  [/\bviolin|fiddle\b/i, 40],
  [/\bcello\b/i, 42],
  [/\bharp\b/i, 46],
  [/\btrumpet\b/i, 56],
  [/\bhorn\b/i, 60],
  [/\boboe\b/i, 68],
  [/\bclarinet\b/i, 71],
  [/\bflute\b/i, 73],
];

const PADS: readonly (readonly [RegExp, number])[] = [
  [/\bchoir|choral|voices\b/i, 52],
  [/\bsynth(esizer)?s?|electronic|ambient\b/i, 89],
  [/\bstrings|orchestra(l)?\b/i, 48],
];

/** The mood's sheet as these words want it. */
export function shadeSheet(sheet: MoodSheet, prompt: string): MoodSheet {
  const withoutDrums = /\bno (drums|percussion)\b|\bwithout (drums|percussion)\b/i.test(prompt) || isSoft(prompt);
  const pace = (/\b(slow|slower)\b/i.test(prompt) ? 0.92 : 1) * (/\b(fast|faster|upbeat)\b/i.test(prompt) ? 1.08 : 1);
  const isEpic = /\b(epic|grand|heroic|cinematic)\b/i.test(prompt);
  const strength = sheet.strength + (isEpic ? 8 : 0) - (isSoft(prompt) ? 10 : 0);
  const timpani = (sheet.timpani || isEpic) && !withoutDrums;
  return {
    ...sheet,
    tempo: sheet.tempo * pace,
    strength,
    timpani,
    percussion: withoutDrums ? "none" : sheet.percussion,
  };
}

/** The ensemble with those in the seats who were asked for. */
export function shadeEnsemble(ensemble: Ensemble, prompt: string): Ensemble {
  const leader = LEADERS.find(([word]) => word.test(prompt))?.[1];
  const pad = PADS.find(([word]) => word.test(prompt))?.[1];
  const melody = leader === undefined ? ensemble.melody : ([leader, ensemble.melody[0]] as const);
  return { ...ensemble, melody, pad: pad ?? ensemble.pad };
}

function isSoft(prompt: string): boolean {
  return /\b(soft|softly|gentle|gently|quiet)\b/i.test(prompt);
}
