import { describe, expect, it } from "vitest";
import { toSrt, toVtt } from "../../../media/captions/caption-files.ts";
import type { CaptionCue } from "../../../media/captions/captions.ts";

const HOSTILE: CaptionCue[] = [
  { start: 0, end: 1.2345, lines: ["{\\an8}a <b>bold</b> & one --> two", ""], words: [] },
  { start: 3661.5, end: 3662, lines: ["00:00:01,000 --> 00:00:02,000\n\n2", "%{pts}':,\\ \u2028next"], words: [] },
];

/** Every block of a file as its timing line and its text, by the rule that a blank line ends a block. */
function blocks(file: string): { timing: string; text: string[] }[] {
  return file
    .split("\n\n")
    .map((block) => block.split("\n"))
    .filter((lines) => lines.some((line) => line.includes("-->")))
    .map((lines) => {
      const at = lines.findIndex((line) => line.includes("-->"));
      return { timing: lines[at] ?? "", text: lines.slice(at + 1) };
    });
}

describe("toSrt", () => {
  it("numbers its cues and writes their times to the millisecond", () => {
    expect(toSrt([{ start: 3661.5, end: 3662, lines: ["one", "two"], words: [] }])).toBe(
      "1\n01:01:01,500 --> 01:01:02,000\none\ntwo\n\n",
    );
  });

  it("lets no text end a cue, start another or become a tag", () => {
    const read = blocks(toSrt(HOSTILE));
    expect(read.map(({ timing }) => timing)).toEqual([
      "00:00:00,000 --> 00:00:01,235",
      "01:01:01,500 --> 01:01:02,000",
    ]);
    expect(read.map(({ text }) => text.filter((line) => line !== "").length)).toEqual([2, 2]);
    expect(toSrt(HOSTILE)).not.toMatch(/<\/?[a-z]|\{\\/i);
  });
});

describe("toVtt", () => {
  it("has its head and dots in its times", () => {
    expect(toVtt([{ start: 0, end: 1, lines: ["a"], words: [] }])).toBe(
      "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na\n\n",
    );
    expect(toVtt([])).toBe("WEBVTT\n\n");
  });

  it("escapes what would be a tag, an entity or an arrow", () => {
    const read = blocks(toVtt(HOSTILE));
    expect(read).toHaveLength(2);
    expect(read[0]?.text).toEqual(["{\\an8}a &lt;b&gt;bold&lt;/b&gt; &amp; one --&gt; two", "\u00a0"]);
    expect(read[1]?.text).toEqual(["00:00:01,000 --&gt; 00:00:02,000 2", "%{pts}':,\\ next"]);
  });
});
