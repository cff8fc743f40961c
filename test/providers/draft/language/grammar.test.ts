import { describe, expect, it } from "vitest";
import { hasCharacters } from "../../../../providers/draft/language/analysis.ts";
import { parseWords } from "../../../../providers/draft/language/grammar.ts";

function verbsOf(text: string): string[] {
  return parseWords(text)
    .filter((word) => word.tags.has("Verb"))
    .map((word) => word.lower);
}

describe("parseWords", () => {
  it.each([
    ["A robot waters a garden", "waters"],
    ["A girl waters the flowers", "waters"],
    ["Two robots water the plants", "water"],
    ["A boy hides books under his bed", "hides"],
    ["A man fishes in a lake", "fishes"],
    ["A duck swims in a pond", "swims"],
    ["Dog digs a hole", "digs"],
    ["A baker rolls dough", "rolls"],
    ["A dog guards the house", "guards"],
    ["The knight fights the dragon", "fights"],
    ["Every night the lighthouse keeper lights the lamp", "lights"],
  ])("reads a being and its deed, though the deed is also a thing: %s", (text, verb) => {
    expect(verbsOf(text)).toEqual([verb]);
    expect(hasCharacters(text)).toBe(true);
  });

  it.each(["the robot parts", "a dragon with two heads", "the girl and the flowers"])(
    "sees no deed where there is none: %s",
    (text) => {
      expect(verbsOf(text)).toEqual([]);
    },
  );
});
