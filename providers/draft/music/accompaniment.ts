/** Everything below the melody, for one section: pad, figure, bass, timpani and percussion. */
import type { Section } from "./form.ts";
import { ladder, modulo12, nearest, voiceChord } from "./harmony.ts";
import type { MoodSheet } from "./mood-sheet.ts";
import { BASSES, FIGURES, PERCUSSION } from "./patterns.ts";
import type { Note, PlacedChord } from "./score.ts";

/** A note before it has a player's strength: `level` is a share of full strength. */
export interface Draft extends Omit<Note, "velocity" | "desk"> {
  level: number;
}

const PAD_LOW = 50;
const PAD_HIGH = 74;
const FIGURE_LOW = 53;
const BASS_CENTRE = 41;
const TIMPANI_LOW = 40;
const CRASH = 49;

/** Holds chords in four voices. A tone that two chords share is not struck again. `before` is the last voicing. */
export function writePad(
  chords: readonly PlacedChord[],
  before: readonly number[] | null,
): { notes: Draft[]; voices: readonly number[] } {
  const notes: Draft[] = [];
  let voices = before;
  for (const chord of chords) {
    const next = voiceChord(chord.tones, voices, PAD_LOW, PAD_HIGH);
    for (const pitch of next) {
      const held = notes.find(
        (note) => note.pitch === pitch && ends(note) === chord.start && note.length < 2 * chord.length,
      );
      if (held) held.length += chord.length;
      else notes.push({ part: "pad", start: chord.start, length: chord.length, pitch, level: 0.62 });
    }
    voices = next;
  }
  return { notes, voices: voices ?? [] };
}

function ends(note: Draft): number {
  return note.start + note.length;
}

export function writeFigure(chords: readonly PlacedChord[], sheet: MoodSheet): Draft[] {
  return chords.flatMap((chord) => {
    const tones = ladder(chord.tones.slice(0, 3), FIGURE_LOW, FIGURE_LOW + 30);
    return inside(FIGURES[sheet.figure], sheet.beatsPerBar).flatMap(({ at, length, tones: wanted, level }) =>
      wanted.map((tone): Draft => {
        const start = chord.start + at;
        const held = Math.min(length, sheet.beatsPerBar - at);
        return { part: "figure", start, length: held, pitch: tones[tone] ?? FIGURE_LOW, level };
      }),
    );
  });
}

export function writeBass(chords: readonly PlacedChord[], sheet: MoodSheet): Draft[] {
  let last = BASS_CENTRE;
  return chords.flatMap((chord) => {
    const root = nearest(ladder(chord.tones.slice(0, 1), BASS_CENTRE - 8, BASS_CENTRE + 7), (last + BASS_CENTRE) / 2);
    last = root;
    const pitchOf = { root, fifth: root + 7 > BASS_CENTRE + 10 ? root - 5 : root + 7, octave: root + 12 };
    return inside(BASSES[sheet.bass], sheet.beatsPerBar).map(({ at, length, tone, level }): Draft => {
      const held = Math.min(length, sheet.beatsPerBar - at);
      return { part: "bass", start: chord.start + at, length: held, pitch: pitchOf[tone], level };
    });
  });
}

/** Struck on each bar, with a roll over the section's last two beats. */
export function writeTimpani(chords: readonly PlacedChord[]): Draft[] {
  const end = chords.at(-1);
  return chords.flatMap((chord) => {
    const [pitch = TIMPANI_LOW] = ladder([modulo12(chord.tones[0] ?? 0)], TIMPANI_LOW, TIMPANI_LOW + 11);
    const stroke = (start: number, level: number): Draft => ({ part: "timpani", start, length: 1, pitch, level });
    const roll = [0, 1, 2, 3, 4, 5, 6, 7].map((at) =>
      stroke(chord.start + chord.length - 2 + at / 4, 0.35 + at * 0.06),
    );
    return chord === end ? [stroke(chord.start, 0.8), ...roll] : [stroke(chord.start, 0.8)];
  });
}

export function writePercussion(section: Section, chords: readonly PlacedChord[], sheet: MoodSheet): Draft[] {
  const steps = inside(PERCUSSION[sheet.percussion], sheet.beatsPerBar);
  const beat = chords.flatMap((chord) =>
    steps.map(
      ({ at, key, level }): Draft => ({ part: "percussion", start: chord.start + at, length: 0.25, pitch: key, level }),
    ),
  );
  const [first] = chords;
  const isBig = section.name === "build" && (sheet.percussion === "parade" || sheet.percussion === "drums");
  if (!first || !isBig) return beat;
  return [{ part: "percussion", start: first.start, length: 2, pitch: CRASH, level: 0.6 }, ...beat];
}

/** The last chord: everybody lands together, the figure as one upward sweep. */
export function writeFinal(chord: PlacedChord, before: readonly number[] | null, withTimpani: boolean): Draft[] {
  const held = { start: chord.start, length: chord.length };
  const pad = voiceChord(chord.tones, before, PAD_LOW, PAD_HIGH).map(
    (pitch): Draft => ({ part: "pad", ...held, pitch, level: 0.7 }),
  );
  const sweep = ladder(chord.tones.slice(0, 3), FIGURE_LOW, FIGURE_LOW + 26).slice(0, 6);
  const figure = sweep.map((pitch, at): Draft => {
    const delay = at * 0.12;
    return { part: "figure", start: chord.start + delay, length: chord.length - delay, pitch, level: 0.7 };
  });
  const root = nearest(ladder(chord.tones.slice(0, 1), BASS_CENTRE - 8, BASS_CENTRE + 7), BASS_CENTRE);
  const bass: Draft = { part: "bass", ...held, pitch: root, level: 0.9 };
  if (!withTimpani) return [...pad, ...figure, bass];
  const [drum = TIMPANI_LOW] = ladder(chord.tones.slice(0, 1), TIMPANI_LOW, TIMPANI_LOW + 11);
  return [...pad, ...figure, bass, { part: "timpani", ...held, pitch: drum, level: 0.85 }];
}

function inside<Step extends { at: number }>(steps: readonly Step[], beatsPerBar: number): Step[] {
  return steps.filter((step) => step.at < beatsPerBar);
}
