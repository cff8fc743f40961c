import { describe, expect, it } from "vitest";
import { CharacterBible } from "../../../../models/character.ts";
import { writeBible } from "../../../../providers/draft/language/bible.ts";

type Entry = { id: string; name: string; kind: string };

function looks(prompt: string, cast: Entry[], seed = 1): string[] {
  const bible = writeBible({ prompt, style: "cartoon", language: "en", cast, scenes: [], seed });
  return CharacterBible.parse(bible).characters.map((character) => character.appearance);
}

const GIRL = { id: "young-girl", name: "Young girl", kind: "young girl" };
const FOX = { id: "golden-fox", name: "Golden fox", kind: "golden fox" };

describe("writeBible", () => {
  it("keeps what the prompt says about each character, and invents nothing against it", () => {
    const prompt = "A young girl in a red coat with long black hair finds a golden fox in a blue scarf";
    const [girl, fox] = looks(prompt, [GIRL, FOX]);
    expect(girl).toMatch(/^A red coat, long black hair,/);
    expect(girl?.match(/coat|hair/g)).toHaveLength(2);
    expect(fox).toMatch(/^A blue scarf, golden fur,/);
  });

  it("dresses a role as one knows it", () => {
    expect(looks("A knight", [{ id: "knight", name: "Knight", kind: "knight" }])[0]).toMatch(/armour/);
    expect(looks("An astronaut", [{ id: "astronaut", name: "Astronaut", kind: "astronaut" }])[0]).toMatch(/space suit/);
  });

  it("tells two of a kind apart by colour", () => {
    const teams = ["Team A", "Team B"].map((name) => ({
      id: name.toLowerCase().replace(" ", "-"),
      name,
      kind: "runner",
    }));
    const [red, blue] = looks("Team A and Team B race", teams);
    expect(red).toContain("red sports shirt");
    expect(blue).toContain("blue sports shirt");
  });

  it("is the same for the same seed", () => {
    expect(looks("A girl", [GIRL], 5)).toEqual(looks("A girl", [GIRL], 5));
    const several = new Set([1, 2, 3, 4, 5].map((seed) => looks("A girl", [GIRL], seed)[0]));
    expect(several.size).toBeGreaterThan(1);
  });
});
