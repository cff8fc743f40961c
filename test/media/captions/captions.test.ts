import { describe, expect, it } from "vitest";
import { textWidth } from "../../../media/captions/caption-text.ts";
import { type CaptionCue, captionCues, lineWidthFor, shiftCues } from "../../../media/captions/captions.ts";
import { estimateWordTimes } from "../../../media/captions/word-times.ts";

const STORY =
  "Once upon a time, in a village beneath the northern lights, a fox named Ember found a lantern. It would not go out! " +
  "She carried it through the snow, past the frozen mill, and everyone who saw it remembered something they had lost.";
const SECONDS = 16;

function cuesOf(text: string, lineWidth = 42, seconds = SECONDS): CaptionCue[] {
  return captionCues(estimateWordTimes(text, seconds, "en"), { lineWidth, until: seconds + 0.4 });
}

function plain(cues: readonly CaptionCue[]): string {
  return cues.flatMap(({ lines }) => lines).join(" ");
}

describe("captionCues", () => {
  it.each([42, 24])("keeps every word in order, in at most two lines of %i letters", (lineWidth) => {
    const cues = cuesOf(STORY, lineWidth);
    expect(plain(cues)).toBe(STORY);
    for (const { lines } of cues) {
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(lineWidth);
    }
  });

  it("breaks at the ends of sentences and clauses", () => {
    for (const { lines } of cuesOf(STORY)) expect(lines.at(-1)).toMatch(/[,.!]$/);
  });

  it("shows a cue from its first word to shortly after its last, without overlap or flicker", () => {
    const words = estimateWordTimes(STORY, SECONDS, "en");
    const cues = cuesOf(STORY);
    let next = 0;
    for (const [index, { start, end, lines }] of cues.entries()) {
      const count = lines.join(" ").split(" ").length;
      const spoken = words.slice(next, next + count);
      next += count;
      expect(start).toBe(spoken[0]?.start);
      expect(end).toBeGreaterThanOrEqual(spoken.at(-1)?.end ?? Number.POSITIVE_INFINITY);
      const following = cues[index + 1];
      if (following === undefined) continue;
      const gap = following.start - end;
      expect(gap === 0 || gap >= 0.2).toBe(true);
    }
    expect(next).toBe(words.length);
  });

  it("leaves a silence between words that are far apart uncaptioned", () => {
    const words = [
      { text: "Wait.", start: 0, end: 0.5 },
      { text: "Now.", start: 4, end: 4.5 },
    ];
    expect(captionCues(words, { lineWidth: 42, until: 10 })).toEqual([
      { start: 0, end: 0.8, lines: ["Wait."], words: words.slice(0, 1) },
      { start: 4, end: 4.8, lines: ["Now."], words: words.slice(1) },
    ]);
  });

  it("shows a short cue for 0.7 s, but never beyond the end it was given", () => {
    const words = [{ text: "Hi!", start: 1, end: 1.1 }];
    expect(captionCues(words, { lineWidth: 42, until: 5 })).toEqual([{ start: 1, end: 1.7, lines: ["Hi!"], words }]);
    expect(captionCues(words, { lineWidth: 42, until: 1.3 })).toEqual([{ start: 1, end: 1.3, lines: ["Hi!"], words }]);
    expect(captionCues(words, { lineWidth: 42, until: 0.5 })).toEqual([]);
  });

  it("joins Japanese without blanks and fits about sixteen of its signs in a line", () => {
    const text =
      "むかしむかし、あるところに、おじいさんとおばあさんが住んでいました。おじいさんは山へ芝刈りに行きました。";
    const cues = captionCues(estimateWordTimes(text, 12, "ja"), { lineWidth: 42, until: 13 });
    expect(cues.flatMap(({ lines }) => lines).join("")).toBe(text);
    for (const { lines } of cues) for (const line of lines) expect([...line].length).toBeLessThanOrEqual(17);
  });

  it("tells which words its lines consist of, each with its time", () => {
    const words = estimateWordTimes(STORY, SECONDS, "en");
    const cues = cuesOf(STORY, 24);
    expect(cues.flatMap((cue) => cue.words)).toEqual(words);
    for (const cue of cues) expect(cue.words.map(({ text }) => text).join(" ")).toBe(cue.lines.join(" "));
  });

  it("leaves a word whole that is half as long again as a line, alone in its line", () => {
    const [cue] = cuesOf("Die Donaudampfschifffahrtsgesellschaft", 24, 3);
    expect(cue?.lines).toEqual(["Die", "Donaudampfschifffahrtsgesellschaft"]);
  });

  it("cuts a word that is much wider than a line", () => {
    const address = `https://example.org/${"a".repeat(150)}`;
    const cues = cuesOf(address, 32);
    expect(
      cues
        .flatMap(({ lines }) => lines)
        .join("")
        .replaceAll(" ", ""),
    ).toBe(address);
    for (const { lines } of cues) for (const line of lines) expect(line.length).toBeLessThanOrEqual(32);
  });

  it("makes one blank of newlines and control characters, and nothing of empty words", () => {
    const words = ["a\n\nb", "\u0007", "  ", "c\r"].map((text, at) => ({ text, start: at, end: at + 1 }));
    expect(plain(captionCues(words, { lineWidth: 42, until: 9 }))).toBe("a b c");
    expect(captionCues([], { lineWidth: 42, until: 9 })).toEqual([]);
  });

  it("copes with times that overlap or step back", () => {
    const words = ["One.", "Two.", "Three."].map((text, at) => ({
      text,
      start: [2, 1, 4][at] ?? 0,
      end: [1, 5, 4.5][at] ?? 0,
    }));
    let before = 0;
    for (const { start, end } of captionCues(words, { lineWidth: 42, until: 9 })) {
      expect(start).toBeGreaterThanOrEqual(before);
      expect(end).toBeGreaterThan(start);
      before = end;
    }
    expect(before).toBeGreaterThan(4.5);
  });

  it("cuts two thousand characters without punctuation in well under a second", () => {
    const started = performance.now();
    const text = "word ".repeat(400).trim();
    expect(plain(cuesOf(text, 32, 200))).toBe(text);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("shiftCues", () => {
  it("moves both ends, and the words", () => {
    const cueAt = (start: number, end: number) => ({ start, end, lines: ["a"], words: [{ text: "a", start, end }] });
    expect(shiftCues([cueAt(1, 2)], 10)).toEqual([cueAt(11, 12)]);
  });
});

describe("lineWidthFor", () => {
  it("gives narrow frames shorter lines", () => {
    expect(lineWidthFor({ width: 1280, height: 720 })).toBe(42);
    expect(lineWidthFor({ width: 720, height: 1280 })).toBe(24);
    expect(lineWidthFor({ width: 720, height: 720 })).toBe(30);
  });
});
