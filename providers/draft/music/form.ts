/** The plan of a piece: how many bars, in which sections, at which tempo, so that it ends when it should. */
import type { Random } from "../random.ts";
import type { MoodSheet } from "./mood-sheet.ts";
import type { PartName } from "./score.ts";

export type SectionName =
  | "intro"
  | "theme"
  | "answer"
  | "contrast"
  | "variation"
  | "breather"
  | "build"
  | "coda"
  | "cadence"
  | "final";

export interface Section {
  name: SectionName;
  /** First bar, counted from 0. */
  bar: number;
  /** One chord for each bar. */
  chords: readonly string[];
  /** Who plays. */
  parts: ReadonlySet<PartName>;
  /** Strength from 0 to 1. */
  level: number;
}

export interface Form {
  sections: Section[];
  /** Bars before the last chord. */
  bars: number;
  secondsPerBeat: number;
}

/** How far the tempo may leave the mood's own, so that whole bars fill the time. */
const TEMPO_PLAY = 0.08;
/** The last chord needs time to ring. */
const SHORTEST_RING_SECONDS = 1.6;
const WANTED_RING_SECONDS = 2.4;

const PHRASE_BARS = 4;

/** Plans a piece of exactly `seconds`. */
export function planForm(sheet: MoodSheet, tempo: number, seconds: number, random: Random): Form {
  const { bars, secondsPerBeat } = fitBars(tempo, sheet.beatsPerBar, seconds);
  return { bars, secondsPerBeat, sections: planSections(sheet, bars, random) };
}

/** Chooses bars and tempo. Very short pieces keep the tempo and let the last chord take what is left. */
export function fitBars(tempo: number, beatsPerBar: number, seconds: number): { bars: number; secondsPerBeat: number } {
  const beat = 60 / tempo;
  const bar = beat * beatsPerBar;
  const ring = Math.max(1, Math.ceil(WANTED_RING_SECONDS / bar - 0.2));
  const total = Math.round(seconds / bar);
  const stretch = seconds / (total * bar);
  if (total > ring && Math.abs(stretch - 1) <= TEMPO_PLAY)
    return { bars: total - ring, secondsPerBeat: beat * stretch };
  return { bars: Math.max(1, Math.floor((seconds - SHORTEST_RING_SECONDS) / bar)), secondsPerBeat: beat };
}

function planSections(sheet: MoodSheet, bars: number, random: Random): Section[] {
  const progressions: Progressions = {
    opening: random.pick(sheet.opening),
    answer: random.pick(sheet.answer),
    contrast: random.pick(sheet.contrast),
    cadence: random.pick(sheet.cadence),
  };
  const sections = bars < PHRASE_BARS + 2 ? shortPiece(progressions, bars) : fullPiece(progressions, bars);
  return [...sections, { name: "final", bar: bars, chords: [sheet.final], ...SETTINGS.final }];
}

interface Progressions {
  opening: readonly string[];
  answer: readonly string[];
  contrast: readonly string[];
  cadence: readonly [string, string];
}

const SETTINGS: Record<SectionName, Pick<Section, "parts" | "level">> = {
  intro: { parts: new Set(["pad", "figure", "bass"]), level: 0.66 },
  theme: { parts: new Set(["pad", "figure", "melody", "bass"]), level: 0.68 },
  answer: { parts: new Set(["pad", "figure", "melody", "bass", "percussion"]), level: 0.74 },
  contrast: { parts: new Set(["pad", "figure", "melody", "bass"]), level: 0.7 },
  variation: { parts: new Set(["pad", "figure", "melody", "counter", "bass", "percussion"]), level: 0.8 },
  breather: { parts: new Set(["pad", "figure", "bass"]), level: 0.55 },
  build: { parts: new Set(["pad", "figure", "melody", "counter", "bass", "timpani", "percussion"]), level: 0.94 },
  coda: { parts: new Set(["pad", "figure", "melody", "bass"]), level: 0.82 },
  cadence: { parts: new Set(["pad", "figure", "melody", "bass", "timpani"]), level: 0.86 },
  final: { parts: new Set(["pad", "figure", "melody", "bass", "timpani"]), level: 0.8 },
};

/** Less than a phrase and a cadence: the idea, and home. */
function shortPiece({ opening, cadence }: Progressions, bars: number): Section[] {
  const ending = cadence.slice(Math.max(0, 2 - bars));
  const chords = [...opening.slice(0, bars - ending.length), ...ending];
  return [{ name: "theme", bar: 0, chords, ...SETTINGS.theme }];
}

function fullPiece(progressions: Progressions, bars: number): Section[] {
  const { opening, answer, contrast, cadence } = progressions;
  const chordsOf: Partial<Record<SectionName, readonly string[]>> = { answer, contrast, breather: contrast };
  const { introBars, phrases, codaBars } = divide(bars - cadence.length);
  const sections: Section[] = [];
  let bar = 0;
  const add = (name: SectionName, chords: readonly string[]) => {
    if (chords.length > 0) sections.push({ name, bar, chords, ...SETTINGS[name] });
    bar += chords.length;
  };
  add("intro", opening.slice(0, introBars));
  for (const name of phraseNames(phrases)) add(name, chordsOf[name] ?? opening);
  add("coda", answer.slice(0, codaBars));
  add("cadence", cadence);
  return sections;
}

/** Whole phrases, and the odd bars before and after them. */
function divide(bars: number): { introBars: number; phrases: number; codaBars: number } {
  const odd = bars % PHRASE_BARS;
  if (odd === 0 && bars <= 2 * PHRASE_BARS) return { introBars: 0, phrases: bars / PHRASE_BARS, codaBars: 0 };
  const introBars = odd === 1 || odd === 3 ? 1 : 2;
  const codaBars = odd === 0 || odd === 3 ? 2 : 0;
  return { introBars, phrases: (bars - introBars - codaBars) / PHRASE_BARS, codaBars };
}

const BEGINNING: readonly SectionName[] = ["theme", "answer"];
const MIDDLE: readonly SectionName[] = [
  "contrast",
  "variation",
  "answer",
  "breather",
  "theme",
  "answer",
  "contrast",
  "variation",
];

/** The phrases of a piece: it states, answers, turns elsewhere, comes back changed and grows to the end. */
function phraseNames(count: number): SectionName[] {
  if (count <= 2) return BEGINNING.slice(0, count);
  const middle = Array.from({ length: count - 3 }, (_, at) => MIDDLE[at % MIDDLE.length] ?? "theme");
  return [...BEGINNING, ...middle, "build"];
}
