import { describe, expect, it } from "vitest";
import { readText } from "../../../../providers/draft/speech/reading.ts";

const spokenOf = (text: string) =>
  readText(text)
    .flatMap(({ tokens }) => tokens.map(({ spoken }) => spoken))
    .filter(Boolean)
    .join(" ");

const sentencesOf = (text: string) => readText(text).map(({ tokens }) => tokens.map((token) => token.text).join(" "));

describe("reading aloud", () => {
  it.each([
    ["“Hello,” she said — softly…", "Hello, she said , softly."],
    ["It’s the fox’s den.", "It's the fox's den."],
    ["Café naïve Łódź Straße", "Cafe naive Lodz Strasse"],
    ["50% of R&D", "50 percent of R and D"],
    ["€5 and £1,000 and $20", "5 euros and 1,000 pounds and $20"],
    ["It was -5°C.", "It was minus 5 degrees Celsius ."],
    ["See https://www.example.com now", "See example dot com now"],
    ["and/or, word—word", "and or, word, word"],
    ["Run 🏃‍♀️ now 🎉", "Run now"],
    ["A <b>fox</b> reads { code } in C:\\temp", "A fox reads code in C: temp"],
    ["狐狸 fox लोमड़ी", "fox"],
  ])("says %j as %j", (written, spoken) => {
    expect(spokenOf(written).replace(/\s+([.,])/g, "$1")).toBe(spoken.replace(/\s+([.,])/g, "$1"));
  });

  it("ends sentences where a reader would, and not at abbreviations", () => {
    expect(sentencesOf("Dr. Fox met J. R. Bear at 5 p.m. sharp. “Who is it?” asked he. Nobody... answered.")).toEqual([
      "Dr. Fox met J. R. Bear at 5 p.m. sharp.",
      "“Who is it?” asked he.",
      "Nobody... answered.",
    ]);
  });

  it("rests longer between paragraphs than between sentences", () => {
    const [first, second] = readText("One. Two.\n\nThree.");
    expect(second?.pause).toBeGreaterThan(first?.pause ?? 0);
  });

  it("cuts endless sentences, and loses no word of them", () => {
    const text = "the lantern glows, ".repeat(100).trim();
    const sentences = readText(text);
    expect(Math.max(...sentences.map(({ tokens }) => tokens.length))).toBeLessThanOrEqual(40);
    expect(sentences.flatMap(({ tokens }) => tokens.map((token) => token.text)).join(" ")).toBe(text);
  });

  it("counts as words what has letters or digits of any script", () => {
    const tokens = readText("One — 2 & 狐狸 …").flatMap((sentence) => sentence.tokens);
    expect(tokens.filter((token) => token.isWord).map((token) => token.text)).toEqual(["One", "2", "狐狸"]);
  });
});
