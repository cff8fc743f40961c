/** A melody grown from one idea of two bars: stated, moved, ornamented, turned round, brought home. */
import type { Random } from "../random.ts";
import type { Section, SectionName } from "./form.ts";
import { ladder, modulo12, nearest } from "./harmony.ts";
import type { Rhythm } from "./mood-sheet.ts";
import type { PlacedChord } from "./score.ts";

/** A note of the melody, in beats from the piece's start. */
export interface Tone {
  start: number;
  length: number;
  pitch: number;
}

export interface MelodyPlan {
  /** The idea, and the second one for contrast. */
  ideas: readonly [Idea, Idea];
  beatsPerBar: number;
  /** Centre of the register as a MIDI key. */
  register: number;
}

/** Two bars of rhythm, and for each note how many steps of the scale it lies above the phrase's centre. */
export interface Idea {
  rhythm: readonly [Rhythm, Rhythm];
  contour: readonly [readonly number[], readonly number[]];
}

/** Furthest a note may lie from the one before, in semitones. */
const WIDEST_LEAP = 9;
const REACH = 12;
const HIGHEST = 88;
const SEMITONES_A_STEP = 1.7;

/** Steps by which a section lies above the theme. */
const LIFTS: Partial<Record<SectionName, number>> = { contrast: 3, build: 4, variation: 1 };

export function inventIdea(rhythm: readonly [Rhythm, Rhythm], random: Random): Idea {
  const direction = random.chance(0.65) ? 1 : -1;
  const line = (bar: Rhythm, from: number): number[] => {
    let step = from;
    return bar.map((_, at) => {
      if (at > 0) step += direction * (at % 3 === 2 ? -1 : 1) * random.whole(1, at === 1 ? 2 : 1);
      return step;
    });
  };
  const first = line(rhythm[0], random.whole(-2, 2));
  return { rhythm, contour: [first, line(rhythm[1], (first.at(-1) ?? 0) - direction)] };
}

/** The melody of one section over its chords, one for each bar. `before` is the last pitch of the section before. */
export function writeMelody(
  section: Section,
  chords: readonly PlacedChord[],
  plan: MelodyPlan,
  before: number,
): Tone[] {
  if (section.name === "final") return closeMelody(chords, plan, before);
  const tones: Tone[] = [];
  let last = before;
  chords.forEach((chord, bar) => {
    const isEnd = bar === chords.length - 1 && (bar >= 3 || section.name === "cadence");
    const lift = (LIFTS[section.name] ?? 0) + (bar >= 2 ? 1 : 0);
    const words = isEnd ? { rhythm: endRhythm(plan.beatsPerBar), contour: [0] } : ideaAt(plan, section, bar);
    const written = writeBar({ chord, ...words, centre: plan.register + SEMITONES_A_STEP * lift, last });
    const shaped = section.name === "variation" && !isEnd ? ornament(written, chord) : written;
    tones.push(...shaped);
    last = shaped.at(-1)?.pitch ?? last;
  });
  return tones;
}

/** The half of the idea that this bar takes up. */
function ideaAt(plan: MelodyPlan, section: Section, bar: number): { rhythm: Rhythm; contour: readonly number[] } {
  const { rhythm, contour } = plan.ideas[section.name === "contrast" ? 1 : 0];
  return bar % 2 === 0 ? { rhythm: rhythm[0], contour: contour[0] } : { rhythm: rhythm[1], contour: contour[1] };
}

interface Bar {
  chord: PlacedChord;
  rhythm: Rhythm;
  contour: readonly number[];
  centre: number;
  last: number;
}

/** Notes that carry weight belong to the chord; those between may be neighbours in the scale. */
function writeBar({ chord, rhythm, contour, centre, last }: Bar): Tone[] {
  const low = Math.round(centre) - REACH;
  const high = Math.min(HIGHEST, Math.round(centre) + REACH);
  const chordPitches = ladder(chord.tones, low, high);
  const scalePitches = ladder(gentle(chord), low, high);
  const tones: Tone[] = [];
  let at = 0;
  let previous = last;
  rhythm.forEach((length, position) => {
    const start = at;
    at += Math.abs(length);
    if (length < 0 || start >= chord.length) return;
    const pitches = isWeighty(start, length) ? chordPitches : scalePitches;
    const stays = position > 0 && contour[position] === contour[position - 1];
    const near = pitches.filter((pitch) => Math.abs(pitch - previous) <= WIDEST_LEAP && (stays || pitch !== previous));
    const wanted = pullBack(centre + SEMITONES_A_STEP * (contour[position] ?? 0), previous);
    const pitch = nearest(near.length > 0 ? near : pitches, wanted);
    tones.push({ start: chord.start + start, length: Math.min(length, chord.length - start), pitch });
    previous = pitch;
  });
  return tones;
}

function isWeighty(start: number, length: number): boolean {
  return length >= 1.5 || start % 2 === 0;
}

/** The scale without the tones that rub from a semitone above the chord's own. */
function gentle({ tones, scale }: PlacedChord): number[] {
  return scale.filter((tone) => tones.includes(tone) || !tones.includes(modulo12(tone - 1)));
}

/** Far wishes are half granted, so that the line walks more than it jumps. */
function pullBack(wanted: number, previous: number): number {
  return Math.abs(wanted - previous) > 5 ? (wanted + previous) / 2 : wanted;
}

/** Long notes become a note, its upper neighbour and itself again. */
function ornament(tones: readonly Tone[], chord: PlacedChord): Tone[] {
  return tones.flatMap((tone) => {
    if (tone.length < 2) return [tone];
    const neighbour = ladder(gentle(chord), tone.pitch + 1, tone.pitch + 4)[0] ?? tone.pitch;
    const rest = tone.length - 1;
    return [
      { ...tone, length: rest },
      { start: tone.start + rest, length: 0.5, pitch: neighbour },
      { start: tone.start + rest + 0.5, length: 0.5, pitch: tone.pitch },
    ];
  });
}

function endRhythm(beatsPerBar: number): Rhythm {
  return beatsPerBar === 3 ? [2.5, -0.5] : [3, -1];
}

/** The last note is the tonic, reached from near. */
function closeMelody(chords: readonly PlacedChord[], plan: MelodyPlan, before: number): Tone[] {
  const [chord] = chords;
  if (!chord) return [];
  const home = ladder([modulo12(chord.tones[0] ?? 0)], plan.register - REACH, plan.register + REACH);
  return [{ start: chord.start, length: chord.length, pitch: nearest(home, before) }];
}

/** A slower voice below the melody: one or two chord tones a bar, never the melody's own. */
export function writeCounter(chords: readonly PlacedChord[], melody: readonly Tone[], register: number): Tone[] {
  let last = register;
  return chords.flatMap((chord) => {
    const half = chord.length / 2;
    return [0, half].map((offset): Tone => {
      const start = chord.start + offset;
      const sung = melody.filter((tone) => tone.start < start + half && tone.start + tone.length > start);
      const taken = sung.map((tone) => modulo12(tone.pitch));
      const ceiling = Math.min(register + 9, ...sung.map((tone) => tone.pitch - 3));
      const free = ladder(
        chord.tones.filter((tone) => !taken.includes(tone)),
        register - 10,
        ceiling,
      );
      const pitch = nearest(free.length > 0 ? free : ladder(chord.tones, register - 12, ceiling), last);
      last = pitch;
      return { start, length: half, pitch };
    });
  });
}
