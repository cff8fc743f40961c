import { describe, expect, it } from "vitest";
import { alignWords } from "../../../../providers/draft/speech/alignment.ts";
import type { Phone } from "../../../../providers/draft/speech/flite.ts";

/** A recording of these sounds, each 0.1 s long. */
const heard = (sounds: string): Phone[] =>
  sounds.split(" ").map((name, at) => ({ name, start: at / 10, end: (at + 1) / 10 }));

const rounded = (spans: readonly { start: number; end: number }[]) =>
  spans.map(({ start, end }) => [Math.round(start * 10), Math.round(end * 10)]);

describe("alignment of words", () => {
  it("follows the sounds of each word, with rests between", () => {
    const phones = heard("pau dh ax f aa k s pau r ae n pau");
    const spans = alignWords(["the", "fox", "ran"], phones, [
      ["dh", "ax"],
      ["f", "aa", "k", "s"],
      ["r", "ae", "n"],
    ]);
    expect(rounded(spans)).toEqual([
      [1, 3],
      [3, 7],
      [8, 11],
    ]);
  });

  it("bears sounds that change or fall away in running speech", () => {
    const phones = heard("pau ax f aa k r ae ng pau");
    const spans = alignWords(["a", "fox", "ran"], phones, [["ey"], ["f", "aa", "k", "s"], ["r", "ae", "n"]]);
    expect(rounded(spans)).toEqual([
      [1, 2],
      [2, 5],
      [5, 8],
    ]);
  });

  it("gives a word that was not heard the gap between its neighbours", () => {
    const phones = heard("pau f aa k s pau r ae n pau");
    const spans = alignWords(["fox", "hm", "ran"], phones, [["f", "aa", "k", "s"], [], ["r", "ae", "n"]]);
    expect(rounded(spans)[1]).toEqual([5, 6]);
  });

  it.each([
    ["the words' own sounds are not known", null],
    ["there are too few of them", [["f", "aa", "k", "s"]]],
    [
      "they are of other words",
      [
        ["z", "z", "z", "z"],
        ["uw", "uw", "uw", "uw", "z"],
      ],
    ],
  ])("shares the time by length where %s", (_, pronunciations) => {
    const phones = heard("pau f aa k s pau r ae n ih ng pau");
    const spans = alignWords(["fox", "running"], phones, pronunciations);
    expect(spans[0]?.start).toBeCloseTo(0.1);
    expect(spans[1]?.end).toBeCloseTo(1.1);
    expect(spans[0]?.end).toBeLessThanOrEqual(spans[1]?.start ?? 0);
  });

  it("gives every word a time even when nothing was heard", () => {
    expect(alignWords(["a", "b"], [], [["ey"], ["b", "iy"]])).toHaveLength(2);
  });
});
