import { describe, expect, it } from "vitest";
import { Mood } from "../../../../models/vocabulary.ts";
import { compose } from "../../../../providers/draft/music/composer.ts";
import { modulo12 } from "../../../../providers/draft/music/harmony.ts";
import type { Note, PlacedChord, Score } from "../../../../providers/draft/music/score.ts";

const LENGTHS = [5, 7.4, 18.7, 61.3, 240];
const SEEDS = [1, 2];

const scores = Mood.options.flatMap((mood) =>
  LENGTHS.flatMap((seconds) => SEEDS.map((seed) => compose({ mood, prompt: "", seconds, seed }))),
);

const chordAt = (score: Score, beat: number): PlacedChord | undefined =>
  score.chords.find(({ start, length }) => beat >= start - 1e-6 && beat < start + length - 1e-6);

const voices = (score: Score, part: Note["part"]) => score.notes.filter((note) => note.part === part);

describe("a composed piece", () => {
  it("is the same for the same request, and another for another seed", () => {
    const request = { mood: "joyful", prompt: "", seconds: 40, seed: 5 } as const;
    expect(compose(request)).toEqual(compose(request));
    expect(compose({ ...request, seed: 6 }).notes).not.toEqual(compose(request).notes);
  });

  it("plays nothing outside its time", () => {
    const outside = scores.flatMap(({ notes, seconds, secondsPerBeat }) =>
      notes.filter((note) => note.start < 0 || note.start * secondsPerBeat >= seconds),
    );
    expect(outside).toEqual([]);
  });

  it("has chords from the first beat to the last sample, without gap", () => {
    for (const { chords, seconds, secondsPerBeat } of scores) {
      let beat = 0;
      for (const { start, length } of chords) {
        expect(start).toBeCloseTo(beat, 6);
        beat += length;
      }
      expect(beat * secondsPerBeat).toBeCloseTo(seconds, 6);
    }
  });

  it("plays chord tones below and tones of the scale above", () => {
    const strange = scores.flatMap((score) =>
      score.notes.filter(({ part, start, pitch }) => {
        if (part === "percussion") return false;
        const chord = chordAt(score, start);
        return !(part === "melody" ? chord?.scale : chord?.tones)?.includes(modulo12(pitch));
      }),
    );
    expect(strange).toEqual([]);
  });

  it("puts the melody's long notes and strong beats on the chord", () => {
    const strange = scores.flatMap((score) =>
      voices(score, "melody").filter(({ start, length, pitch }) => {
        const chord = chordAt(score, start);
        const isStrong = length >= 1.5 || start === chord?.start;
        return isStrong && !chord?.tones.includes(modulo12(pitch));
      }),
    );
    expect(strange).toEqual([]);
  });

  it("has a melody that walks more than it jumps, inside a singer's range", () => {
    for (const score of scores) {
      const melody = voices(score, "melody").map((note) => note.pitch);
      const leaps = melody.slice(1).map((pitch, at) => Math.abs(pitch - (melody[at] ?? pitch)));
      expect(Math.max(0, ...leaps)).toBeLessThanOrEqual(12);
      expect(leaps.filter((leap) => leap > 5).length).toBeLessThanOrEqual(0.25 * leaps.length);
      expect(Math.min(...melody)).toBeGreaterThanOrEqual(55);
      expect(Math.max(...melody)).toBeLessThanOrEqual(88);
    }
  });

  it("moves the voices of its chords by short ways", () => {
    for (const score of scores) {
      const tops = score.chords.map(({ start }) => {
        const sounding = voices(score, "pad").filter((note) => note.start <= start && note.start + note.length > start);
        return Math.max(...sounding.map((note) => note.pitch));
      });
      const moves = tops.slice(1).map((top, at) => Math.abs(top - (tops[at] ?? top)));
      expect(Math.max(...moves)).toBeLessThanOrEqual(9);
      expect(moves.reduce((sum, move) => sum + move, 0) / moves.length).toBeLessThanOrEqual(4.5);
    }
  });

  it("comes home: the last chord stands on the tonic, in the bass and in the melody", () => {
    for (const score of scores) {
      const last = score.chords.at(-1);
      const final = score.notes.filter((note) => note.start >= score.finalBeat);
      for (const part of ["bass", "melody"]) {
        const note = final.find((candidate) => candidate.part === part);
        expect(modulo12(note?.pitch ?? -1)).toBe(last?.tones[0]);
      }
    }
  });

  it("keeps its tempo within 8 % of the mood's, whatever the length", () => {
    for (const mood of Mood.options) {
      const tempos = scores.filter(
        (_, at) => Math.floor(at / (LENGTHS.length * SEEDS.length)) === Mood.options.indexOf(mood),
      );
      const beats = tempos.map((score) => score.secondsPerBeat);
      expect(Math.max(...beats) / Math.min(...beats)).toBeLessThanOrEqual(1.08 / 0.92);
    }
  });

  it("states its idea, turns elsewhere and grows before it ends, when there is time", () => {
    const { sections } = compose({ mood: "triumphant", prompt: "", seconds: 60, seed: 1 });
    const names = sections.map((section) => section.name);
    expect(names.filter((name) => name !== "intro" && name !== "coda")).toEqual([
      "theme",
      "answer",
      "contrast",
      "variation",
      "build",
      "cadence",
      "final",
    ]);
  });

  it("listens to the words of the request", () => {
    const request = { mood: "triumphant", seconds: 40, seed: 1 } as const;
    const plain = compose({ ...request, prompt: "" });
    const solo = compose({ ...request, prompt: "A solo flute, no drums" });
    expect(solo.players.melody[0].program).toBe(73);
    expect(voices(plain, "percussion").length).toBeGreaterThan(0);
    expect(voices(solo, "percussion")).toEqual([]);
  });

  it("sounds different in every mood", () => {
    const openings = Mood.options.map((mood) => {
      const { notes, secondsPerBeat } = compose({ mood, prompt: "", seconds: 40, seed: 1 });
      return JSON.stringify([secondsPerBeat.toFixed(2), notes.slice(0, 12)]);
    });
    expect(new Set(openings).size).toBe(Mood.options.length);
  });
});
