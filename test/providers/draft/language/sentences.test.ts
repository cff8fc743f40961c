import { describe, expect, it } from "vitest";
import { countWords, splitSentences, tellable } from "../../../../providers/draft/language/sentences.ts";

describe("a prompt that is told", () => {
  it.each([
    'Zwei Äpfel & "Honig" — <b>für</b> 5 € { und } C:\\temp [1] #7 a_b',
    "« Bonjour ! » dit-il ; 1990–2000 ?",
    "می‌خواهم",
    "क्‍ष © ™",
  ])("stays as it is written: %s", (prompt) => {
    expect(tellable(prompt)).toBe(prompt);
  });

  it.each([
    ["A fox 🦊 runs 🏃‍♀️.\n\nIt\u0007 stops ❤️!", "A fox runs. It stops!"],
    ["Nah ❤️‍🔥 🏴󠁧󠁢󠁳󠁣󠁴󠁿 , fern 1️⃣ 👨‍👩‍👧\nda 🦊", "Nah, fern 1 da"],
    ["Fuß\u00adball \u200bund\u200f Tor", "Fußball und Tor"],
    ["Lies https://www.example.com/the/fox?a=b&c#d, dann schlaf.", "Lies example.com, dann schlaf."],
    ["https://example.com/を読む", "example.comを読む"],
  ])("%j becomes %j", (prompt, told) => {
    expect(tellable(prompt)).toBe(told);
  });
});

it.each([
  ["joined emoji", "🦊\u200d\ufe0f".repeat(2500)],
  ["emoji apart", "🦊 ".repeat(3300)],
  ["one emoji between line breaks", `${"\n".repeat(4900)}🦊${"\n".repeat(4900)}`],
  ["blanks", `x${" ".repeat(30_000)}x`],
  ["an address of marks", `https://a${"!".repeat(30_000)}x`],
])("a long prompt of %s takes no longer than another", (_what, prompt) => {
  const before = process.cpuUsage();
  tellable(prompt);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(100);
});

describe("sentences", () => {
  it("keep the signs that stand between them", () => {
    expect(splitSentences("… Er kam. (!) Er ging. ***", "de")).toEqual(["… Er kam. (!)", "Er ging. ***"]);
  });

  it("are none where there are no words", () => {
    expect(splitSentences("!!! ???", "de")).toEqual([]);
  });
});

it("words are counted as the film's are: by blanks, or by characters where there are none", () => {
  expect(countWords("Er kam — spät.", "de")).toBe(3);
  expect(countWords("小猫在海边。", "zh")).toBe(5);
});
