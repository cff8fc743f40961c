import { describe, expect, it } from "vitest";
import { estimateWordTimes, splitWords } from "../../../media/captions/word-times.ts";

describe("estimateWordTimes", () => {
  it.each([
    ["en", "The quick brown fox, at last, jumped. Did it?"],
    ["ru", "Жила-была лиса — она нашла фонарь."],
    ["hi", "एक छोटी लड़की ने दीया जलाया। फिर वह सो गई।"],
    ["ar", "كان يا ما كان، في قرية صغيرة."],
    ["zh", "从前，有一只小狐狸。它找到了一盏灯。"],
    ["th", "กาลครั้งหนึ่งนานมาแล้ว มีเด็กหญิง"],
    ["not a code", "Still words."],
  ])("fills the measured length in order: %s", (language, text) => {
    const words = estimateWordTimes(text, 7.5, language);
    expect(words.length).toBeGreaterThan(1);
    expect(words[0]?.start).toBe(0);
    expect(words.at(-1)?.end).toBeCloseTo(7.5, 9);
    let before = 0;
    for (const { start, end } of words) {
      expect(start).toBeGreaterThanOrEqual(before);
      expect(end).toBeGreaterThan(start);
      before = end;
    }
    expect(
      words
        .map((word) => word.text)
        .join("")
        .replace(/\s/gu, ""),
    ).toBe(text.replace(/\s/gu, ""));
  });

  it("gives long words longer than short ones", () => {
    const [short, long] = estimateWordTimes("a unimaginable", 2, "en");
    expect((long?.end ?? 0) - (long?.start ?? 0)).toBeGreaterThan(2 * ((short?.end ?? 0) - (short?.start ?? 0)));
  });

  it("pauses at punctuation, longest at the end of a sentence", () => {
    const [one, two, three, four] = estimateWordTimes("one two, three. four", 4, "en");
    const pauses = [
      [one, two],
      [two, three],
      [three, four],
    ].map(([before, after]) => (after?.start ?? 0) - (before?.end ?? 0));
    expect(pauses[0]).toBeCloseTo(0, 9);
    expect(pauses[1]).toBeGreaterThan(0.1);
    expect(pauses[2]).toBeCloseTo(2 * (pauses[1] ?? 0), 9);
  });

  it("finds no words in nothing", () => {
    expect(estimateWordTimes(" \n ", 3, "en")).toEqual([]);
  });
});

describe("splitWords", () => {
  it("keeps hyphens, apostrophes and touching punctuation", () => {
    expect(splitWords("“Don't!” said the well-known fox — ( quietly )…", "en")).toEqual([
      "“Don't!”",
      "said",
      "the",
      "well-known",
      "fox —",
      "(quietly )…",
    ]);
  });

  it("cuts Chinese into words", () => {
    expect(splitWords("我们喜欢电影。", "zh")).toEqual(["我们", "喜欢", "电影。"]);
  });
});
