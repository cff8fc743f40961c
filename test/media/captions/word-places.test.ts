import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { captionCues } from "../../../media/captions/captions.ts";
import { captionFonts } from "../../../media/captions/fonts.ts";
import { layOutLine, writingDirection } from "../../../media/captions/text-layout.ts";
import { frameAt, litFrames, placeWords, type WordSpan } from "../../../media/captions/word-places.ts";
import { FRAME_RATE } from "../../../models/timeline.ts";

/** Where each word is, whose times do not matter. */
async function places(lines: string[], words: string[]): Promise<WordSpan[][]> {
  const fonts = await captionFonts();
  const direction = writingDirection(lines.join(" "));
  const laid = lines.map((line) => layOutLine(line, direction, fonts));
  return placeWords(
    laid,
    words.map((text) => ({ text, start: 0, end: 1 })),
  );
}

describe("litFrames", () => {
  const EARLIEST_SECONDS = -0.05;
  const LATEST_SECONDS = 0.08;

  /** Words with any pauses between them, none too short to be spoken. */
  const spoken = fc
    .array(
      fc.tuple(
        fc.constantFrom("a", "lantern,", "snow.", "everyone", "https://example.org/lamps-and-lanterns"),
        fc.double({ min: 0.06, max: 1.2, noNaN: true }),
        fc.oneof(fc.constant(0), fc.double({ min: 0, max: 2, noNaN: true })),
      ),
      { minLength: 1, maxLength: 40 },
    )
    .map((parts) => {
      let at = 0.3;
      return parts.map(([text, seconds, pause]) => {
        const word = { text, start: at, end: at + seconds };
        at = word.end + pause;
        return word;
      });
    });

  it("lights every word within 80 ms of when it is heard, in a cue that is there, and no two at once", () => {
    fc.assert(
      fc.property(spoken, fc.constantFrom(24, 30, 42), (words, lineWidth) => {
        const cues = captionCues(words, { lineWidth, until: 1000 });
        const lit = cues.flatMap((cue) =>
          litFrames(cue).map((frames, index) => ({ ...frames, cue, word: cue.words[index] ?? { start: 0, end: 0 } })),
        );
        let free = 0;
        for (const { firstFrame, endFrame, word, cue } of lit) {
          const late = firstFrame / FRAME_RATE - word.start;
          expect(late).toBeGreaterThan(EARLIEST_SECONDS);
          expect(late).toBeLessThan(LATEST_SECONDS);
          expect(endFrame / FRAME_RATE - word.end).toBeGreaterThan(EARLIEST_SECONDS);
          expect(endFrame).toBeGreaterThanOrEqual(firstFrame);
          expect(firstFrame).toBeGreaterThanOrEqual(free);
          expect(firstFrame).toBeGreaterThanOrEqual(frameAt(cue.start));
          expect(endFrame).toBeLessThanOrEqual(frameAt(cue.end));
          free = endFrame;
        }
        expect(lit.map(({ word }) => word.start)).toEqual(lit.map(({ word }) => word.start).sort((a, b) => a - b));
        for (const { start } of words) {
          const isRead = cues.some((cue) => frameAt(cue.start) <= frameAt(start) && frameAt(start) < frameAt(cue.end));
          expect(isRead).toBe(true);
        }
      }),
    );
  });

  it("keeps a word lit until the next, and lets it go out in a longer silence", () => {
    const words = [
      { text: "One", start: 0, end: 0.4 },
      { text: "two", start: 0.6, end: 1 },
      { text: "three", start: 1.5, end: 2 },
    ];
    expect(litFrames({ words, end: 2.2 })).toEqual([
      { firstFrame: 0, endFrame: 18 },
      { firstFrame: 18, endFrame: 30 },
      { firstFrame: 45, endFrame: 66 },
    ]);
  });
});

describe("placeWords", () => {
  it("finds words from left to right, and again from the left in the next line", async () => {
    const [one = [], two = [], three = []] = await places(["the the", "the"], ["the", "the", "the"]);
    expect([one, two, three].map((spans) => spans.map(({ line }) => line))).toEqual([[0], [0], [1]]);
    expect(one[0]?.left).toBe(0);
    expect(two[0]?.left).toBeGreaterThan(one[0]?.right ?? 0);
    expect(three[0]?.right).toBe(one[0]?.right);
  });

  it.each([
    ["Hebrew", "היא נשאה את הפנס", 4],
    ["Arabic", "حملت الفانوس عبر", 3],
  ])("finds %s words from right to left", async (_, line, count) => {
    const spans = (await places([line], line.split(" "))).flat();
    expect(spans).toHaveLength(count);
    for (const [index, { left }] of spans.entries()) expect(spans[index + 1]?.right ?? 0).toBeLessThanOrEqual(left);
  });

  it("parts what is written without blanks where its words meet", async () => {
    const [one = [], two = []] = await places(["snowfield"], ["snow", "field"]);
    expect(two[0]?.left).toBe(one[0]?.right);
  });

  it("gives a word in mixed directions each of its parts", async () => {
    const [, other, mixed = []] = await places(["go אבג דהוx on"], ["go", "אבג", "דהוx", "on"]);
    expect(other).toHaveLength(1);
    expect(mixed).toHaveLength(2);
    for (const { left, right } of mixed) {
      expect(right <= (other?.[0]?.left ?? 0) || left >= (other?.[0]?.right ?? 0)).toBe(true);
    }
  });

  it("finds letters with marks, composed or not, and joined ones", async () => {
    const [word = []] = await places(["caf\u00e9"], ["cafe\u0301"]);
    expect(word).toHaveLength(1);
    expect((await places(["بلا"], ["بلا"]))[0]).toHaveLength(1);
  });

  it("places nothing where a word is not in the lines, or has no glyph of its own", async () => {
    expect(await places(["One two"], ["Three"])).toEqual([[]]);
    const [first = [], second = []] = await places(["क्ष"], ["क्", "ष"]);
    expect(first).toHaveLength(1);
    expect(second).toEqual([]);
  });
});
