import type { Beat } from "./beats.ts";
import { AIR, PAUSES } from "./lines/air.ts";
import { BRIEF, BRIEF_AIR, BRIEF_WORDS } from "./lines/brief.ts";
import type { Lines, Phase } from "./lines/line.ts";
import type { Chooser } from "./random.ts";
import { asSentence, countWords } from "./sentences.ts";
import { fillLine, type Wording } from "./wording.ts";
import type { PlaceKind } from "./words/places.ts";

/** Hands out lines, none of them twice in a film. */
export interface LineBook {
  /** A line of the phase that fits the words, with what is seen; null when the phase has none left. */
  take(phase: Phase, wording: Wording, words: number): Beat | null;
  /** A line about the place alone. */
  air(kind: PlaceKind, wording: Wording, words: number): Beat | null;
  /** How many lines the phase has left for this wording. */
  left(phase: Phase, wording: Wording): number;
}

export function createLineBook(choose: Chooser): LineBook {
  const used = new Set<string>();
  const sightsUsed = new Map<string, number>();

  const unused = (lines: Lines, wording: Wording) =>
    lines.filter((line) => !used.has(line) && fillLine(line, wording) !== null);

  /** Prefers what fits, and of that what fills the time well. */
  const pickLine = (lines: Lines, wording: Wording, words: number): string | null => {
    const open = choose
      .shuffle(unused(lines, wording))
      .map((line) => ({ line, length: countWords(spokenPart(line, wording)) }));
    const fitting = open.filter(({ length }) => length <= words * 1.1);
    const ample = fitting.filter(({ length }) => length >= words * 0.5);
    const shortest = open.toSorted((a, b) => a.length - b.length)[0];
    const found = (ample[0] ?? fitting[0] ?? shortest)?.line ?? null;
    if (found) used.add(found);
    return found;
  };

  const sightOf = (line: string, phase: Phase | null, wording: Wording): string | null => {
    const own = line.split("|")[1];
    if (own) return fillLine(own, wording);
    const open = phase ? phase.sights.filter((sight) => fillLine(sight, wording) !== null) : [];
    const turn = sightsUsed.get(phase?.name ?? "") ?? 0;
    sightsUsed.set(phase?.name ?? "", turn + 1);
    const sight = open[turn % Math.max(1, open.length)];
    return sight ? fillLine(sight, wording) : null;
  };

  const toBeat = (line: string | null, phase: Phase | null, wording: Wording): Beat | null => {
    if (!line) return null;
    const sight = sightOf(line, phase, wording);
    return { text: spokenPart(line, wording), ...(sight ? { sight } : {}) };
  };

  return {
    take(phase, wording, words) {
      const brief = words <= BRIEF_WORDS ? (BRIEF[phase.name] ?? []) : [];
      const line = pickLine([...brief, ...phase.lines], wording, words);
      const beat = toBeat(line, phase, wording);
      return beat && line
        ? { ...beat, title: phase.title, ...(phase.ordered ? { order: phase.lines.indexOf(line) } : {}) }
        : beat;
    },
    air(kind, wording, words) {
      const brief = words <= BRIEF_WORDS ? pickLine(BRIEF_AIR, wording, words) : null;
      const line = brief ?? pickLine(AIR[kind], wording, words) ?? pickLine(PAUSES, wording, words);
      const beat = toBeat(line, null, wording);
      return beat ? { ...beat, empty: true } : null;
    },
    left: (phase, wording) => unused(phase.lines, wording).length,
  };
}

function spokenPart(line: string, wording: Wording): string {
  return asSentence(fillLine(line.split("|")[0] ?? line, wording) ?? "");
}
