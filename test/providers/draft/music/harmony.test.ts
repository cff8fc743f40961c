import { describe, expect, it } from "vitest";
import { chordTones, ladder, nearest, scaleOver, voiceChord } from "../../../../providers/draft/music/harmony.ts";

describe("harmony", () => {
  it.each([
    ["I", [0, 4, 7]],
    ["vi", [9, 0, 4]],
    ["bVII", [10, 2, 5]],
    ["ii7", [2, 5, 9, 0]],
    ["IVmaj7", [5, 9, 0, 4]],
    ["Iadd9", [0, 4, 7, 2]],
    ["bII", [1, 5, 8]],
  ])("reads %s in C", (symbol, tones) => {
    expect(chordTones(symbol, 0)).toEqual(tones);
  });

  it("refuses a name that is no chord", () => {
    expect(() => chordTones("H", 0)).toThrow(/no chord H/);
  });

  it("bends the scale to a chord from outside it", () => {
    // V in A minor: g sharp takes the place of g.
    const scale = scaleOver(chordTones("V", 9), "minor", 9);
    expect(scale).toContain(8);
    expect(scale).not.toContain(7);
    expect(scale).toContain(9);
  });

  it("voices a chord in four parts that hold what both chords share", () => {
    const first = voiceChord(chordTones("I", 0), null, 50, 74);
    const second = voiceChord(chordTones("vi", 0), first, 50, 74);
    expect(first).toHaveLength(4);
    expect(second.filter((pitch) => first.includes(pitch)).length).toBeGreaterThanOrEqual(2);
  });

  it("finds the nearest pitch of a ladder", () => {
    expect(nearest(ladder([0, 4, 7], 60, 72), 66)).toBe(67);
  });
});
