import { describe, expect, it } from "vitest";
import { speakingSeconds, wordsFor } from "../../tools/speaking-rate.ts";

describe("the speaking rate", () => {
  // Seconds measured from the draft voice slt.
  it.each([
    ["A fox finds a lantern in a snowy forest.", 2.84],
    ["He steadily ran toward the finish line and won the race.", 3.42],
    ["She met him. He ran. It was late. They left.", 4.2],
    ["Transforming electromagnetic radiation into chemical energy.", 4.21],
    ["On the fourth day, the petals fall, emitting a strange fragrance, and the air around becomes fresh.", 6.17],
  ])("of “%s” is about as measured", (text, seconds) => {
    expect(Math.abs(speakingSeconds(text, "en") / seconds - 1)).toBeLessThan(0.15);
  });

  it("counts signs, not words, where a script has no spaces", () => {
    expect(speakingSeconds("狐狸找到了灯笼", "zh")).toBeGreaterThan(1.5);
    expect(wordsFor(10, "ja")).toBeGreaterThan(wordsFor(10, "en"));
  });

  it("gives even the shortest scene a few words", () => {
    expect(wordsFor(0.1, "en")).toBe(4);
  });
});
