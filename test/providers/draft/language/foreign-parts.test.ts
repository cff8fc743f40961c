import { describe, expect, it } from "vitest";
import { SILENCE, spreadForeign } from "../../../../providers/draft/language/foreign-parts.ts";

const FRENCH = "Une petite souris habite dans un moulin. Un soir elle trouve une clé. Elle ouvre la porte.";
const room = { scenes: 4, wordsPerScene: 11, language: "fr" };

/** What was told, put together again. */
const together = (narrations: readonly string[]) =>
  narrations
    .filter((text) => text !== SILENCE)
    .map((text) => text.replace(/…$/, ""))
    .join(" ");

describe("a story in another language", () => {
  it.each([
    ["fr", FRENCH],
    ["ar", "في قرية صغيرة عاش صياد عجوز مع قطته. ذات يوم وجد 3 لآلئ (كبيرة) في البحر. فعاد إلى بيته سعيدا."],
    ["de", "Als der Fuchs kam, lief die Maus weg. Er lachte."],
  ])("is told once, whatever the number of scenes: %s", (language, story) => {
    for (const scenes of [1, 2, 3, 4, 5, 8, 30]) {
      const { narrations } = spreadForeign(story, { scenes, wordsPerScene: 40, language });
      expect(narrations).toHaveLength(scenes);
      expect(together(narrations)).toBe(story);
    }
  });

  it("with one sentence fewer than scenes tells its longest in two pieces", () => {
    expect(spreadForeign(FRENCH, room).narrations).toEqual([
      "Une petite souris habite…",
      "dans un moulin.",
      "Un soir elle trouve une clé.",
      "Elle ouvre la porte.",
    ]);
  });

  it.each([
    ["fi", "Ang munting asong gubat ay…"],
    ["fil", "Ang munting asong gubat ay nakakita…"],
  ])("breaks off as its own language does: %s", (language, first) => {
    const story = "Ang munting asong gubat ay nakakita ng parol sa gubat.";
    expect(spreadForeign(story, { scenes: 2, wordsPerScene: 20, language }).narrations[0]).toBe(first);
  });

  it("without words for all scenes begins and ends with words, and is silent between them", () => {
    const { narrations } = spreadForeign("Il rit. Il part.", { ...room, scenes: 5 });
    expect(narrations).toEqual(["Il rit.", SILENCE, SILENCE, SILENCE, "Il part."]);
    expect(spreadForeign("Liberté", { ...room, scenes: 3 }).narrations).toEqual(["Liberté.", SILENCE, SILENCE]);
  });

  it("that is too long is told from its beginning to its end at even distances, and counts what is told", () => {
    const story = Array.from({ length: 60 }, (_, at) => `Numéro ${at} : le renard va vers la mer.`).join(" ");
    const { narrations, sentences, told } = spreadForeign(story, { ...room, scenes: 3, wordsPerScene: 8 });
    expect(narrations.map((text) => /\d+/.exec(text)?.[0])).toEqual(["0", "30", "59"]);
    expect([told, sentences]).toEqual([3, 60]);
  });

  it("in a script without blanks is measured in characters, as the film's words are", () => {
    const story = "小猫在海边找到一个气球。".repeat(10);
    const { told } = spreadForeign(story, { scenes: 2, wordsPerScene: 22, language: "zh" });
    expect(told).toBe(4);
  });
});
