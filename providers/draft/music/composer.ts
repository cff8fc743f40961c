/** Composes a piece by rule. The same request gives the same score, note for note. */

import type { MusicRequest } from "../../types.ts";
import { createRandom, type Random } from "../random.ts";
import {
  type Draft,
  writeBass,
  writeFigure,
  writeFinal,
  writePad,
  writePercussion,
  writeTimpani,
} from "./accompaniment.ts";
import { type Form, planForm, type Section } from "./form.ts";
import { chordTones, scaleOver } from "./harmony.ts";
import { inventIdea, type MelodyPlan, writeCounter, writeMelody } from "./melody.ts";
import type { MoodSheet } from "./mood-sheet.ts";
import { MOODS } from "./moods.ts";
import { seatPlayers } from "./players.ts";
import type { Note, PartName, PlacedChord, Score } from "./score.ts";
import { shadeEnsemble, shadeSheet } from "./shading.ts";

/** Share of a note's strength in each part beside the melody. */
const BALANCE: Record<PartName, number> = {
  melody: 1,
  counter: 0.72,
  pad: 0.8,
  figure: 0.82,
  bass: 0.95,
  timpani: 0.9,
  percussion: 0.9,
};

/** A section with its chords on the time line. */
interface PlacedSection extends Section {
  placed: readonly PlacedChord[];
}

export function compose({ mood, prompt, seconds, seed }: MusicRequest): Score {
  const sheet = shadeSheet(MOODS[mood], prompt);
  const random = createRandom(`music/${seed}/${mood}/${seconds}`);
  const ensemble = shadeEnsemble(random.fork("ensemble").pick(sheet.ensembles), prompt);
  const form = planForm(sheet, sheet.tempo, seconds, random.fork("form"));
  const sections = placeSections(form, sheet, seconds, random.fork("key").pick(sheet.tonics));
  const notes = writeNotes(sections, sheet, random);
  return {
    seconds,
    secondsPerBeat: form.secondsPerBeat,
    beatsPerBar: sheet.beatsPerBar,
    finalBeat: form.bars * sheet.beatsPerBar,
    sections: sections.map(({ name, bar, chords }) => ({ name, start: bar * sheet.beatsPerBar, bars: chords.length })),
    chords: sections.flatMap(({ placed }) => placed),
    notes,
    players: seatPlayers(ensemble),
  };
}

function placeSections(form: Form, sheet: MoodSheet, seconds: number, tonic: number): PlacedSection[] {
  const { beatsPerBar, scale } = sheet;
  const ring = seconds / form.secondsPerBeat - form.bars * beatsPerBar;
  return form.sections.map((section) => ({
    ...section,
    placed: section.chords.map((symbol, at): PlacedChord => {
      const tones = chordTones(symbol, tonic);
      const start = (section.bar + at) * beatsPerBar;
      return {
        start,
        length: section.name === "final" ? ring : beatsPerBar,
        tones,
        scale: scaleOver(tones, scale, tonic),
      };
    }),
  }));
}

function writeNotes(sections: readonly PlacedSection[], sheet: MoodSheet, random: Random): Note[] {
  const ideaRandom = random.fork("idea");
  const first = ideaRandom.pick(sheet.motifs);
  const second = ideaRandom.pick(sheet.motifs);
  const plan: MelodyPlan = {
    ideas: [inventIdea(first, ideaRandom), inventIdea(second, ideaRandom)],
    beatsPerBar: sheet.beatsPerBar,
    register: sheet.register,
  };
  const touch = random.fork("touch");
  const notes: Note[] = [];
  let voices: readonly number[] | null = null;
  let lastPitch = sheet.register;
  for (const section of sections) {
    const melody = section.parts.has("melody") ? writeMelody(section, section.placed, plan, lastPitch) : [];
    lastPitch = melody.at(-1)?.pitch ?? lastPitch;
    const sung = melody.map(
      (tone): Draft => ({ part: "melody", ...tone, level: tone.start % sheet.beatsPerBar === 0 ? 1 : 0.9 }),
    );
    const { drafts, voices: next } = accompany(section, sheet, voices);
    const answered = section.parts.has("counter") ? writeCounter(section.placed, melody, sheet.register - 10) : [];
    const counter = answered.map((tone): Draft => ({ part: "counter", ...tone, level: 0.8 }));
    voices = next;
    notes.push(...[...sung, ...counter, ...drafts].map((draft) => play(draft, section, sheet, touch)));
  }
  return notes.sort((one, other) => one.start - other.start);
}

function accompany(section: PlacedSection, sheet: MoodSheet, before: readonly number[] | null) {
  const { placed, parts } = section;
  const [chord] = placed;
  if (section.name === "final" && chord) return { drafts: writeFinal(chord, before, sheet.timpani), voices: before };
  const pad = writePad(placed, before);
  const drafts = [
    ...pad.notes,
    ...(parts.has("figure") ? writeFigure(placed, sheet) : []),
    ...(parts.has("bass") ? writeBass(placed, sheet) : []),
    ...(parts.has("timpani") && sheet.timpani ? writeTimpani(placed) : []),
    ...(parts.has("percussion") ? writePercussion(section, placed, sheet) : []),
  ];
  return { drafts, voices: pad.voices };
}

/** Gives a note its strength: the section's, the part's, and a hand that is never quite the same twice. */
function play(draft: Draft, section: Section, sheet: MoodSheet, touch: Random): Note {
  const { level, ...note } = draft;
  const strength = sheet.strength * (0.6 + 0.42 * section.level) * BALANCE[draft.part] * level;
  const velocity = Math.round(Math.max(14, Math.min(120, strength + touch.between(-4, 4))));
  return { ...note, desk: draft.part === "melody" && section.name === "contrast" ? 1 : 0, velocity };
}
