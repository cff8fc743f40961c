import { describe, expect, it } from "vitest";
import { SceneBreakdown } from "../../../../models/scene.ts";
import { tellStory } from "../../../../providers/draft/language/breakdown.ts";
import { BreakdownData } from "../../../../providers/draft/language/protocol.ts";
import { breakdownData } from "../../../contract/language-provider.ts";
import { LIGHTHOUSE } from "./stories.ts";

function film(prompt: string, changes: Record<string, unknown> = {}) {
  return SceneBreakdown.parse(tellStory(BreakdownData.parse(breakdownData(prompt, changes))).breakdown);
}

describe("who and what is in the pictures", () => {
  it.each([
    ["A whale sings to a lighthouse keeper", /keeper|whale/],
    ["The knight fights the dragon", /knight|dragon/],
    ["Three cats chase a mouse", /\b(cats?|mouse|mice)\b/],
  ])("nobody of the cast is a thing too: %s", (prompt, cast) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { scenes } = film(prompt, { scenes: 10, seed });
      for (const { picture } of scenes) expect(picture.subjects.join(", ")).not.toMatch(cast);
    }
  });

  it("a name that is told to be an animal is drawn as one, once", () => {
    const { cast } = film("Mira is a young whale. She swims. She sings. The whale is happy. Then she sleeps.");
    expect(cast).toEqual([{ id: "mira", name: "Mira", kind: "young whale" }]);
  });

  it("whom the film is about is in the cast of its last scenes", () => {
    const { scenes } = film("A whale sings to a lighthouse keeper", { scenes: 10 });
    for (const scene of scenes.slice(6)) expect(scene.characters).toContain("lighthouse-keeper");
  });

  it.each([
    ["Two astronauts play chess on the moon", { id: "astronauts", name: "Astronauts", kind: "two astronauts" }],
    ["Five penguins dance on an iceberg", { id: "penguins", name: "Penguins", kind: "five penguins" }],
    ["3 cats chase a mouse", { id: "cats", name: "Cats", kind: "three cats" }],
  ])("a group keeps its number, and is there from the first scene to the last: %s", (prompt, group) => {
    const { cast, scenes } = film(prompt, { scenes: 6 });
    expect(cast[0]).toEqual(group);
    expect(scenes.filter((scene) => scene.characters.includes(group.id))).toHaveLength(6);
  });

  it("a scene with its people needs no other thing: at most every third has one", () => {
    for (const prompt of ["An old man walks on a bridge", "Five penguins dance on an iceberg"]) {
      const { scenes } = film(prompt, { scenes: 9 });
      expect(scenes.filter((scene) => scene.picture.subjects.length > 0).length).toBeLessThanOrEqual(3);
      expect(scenes.flatMap((scene) => scene.picture.subjects).join()).not.toMatch(/owl|rabbit|deer|bird|bicycle|taxi/);
    }
  });

  it("a scene without people always has something to see", () => {
    for (const { picture } of film("sunset over the ocean", { scenes: 12 }).scenes)
      expect(picture.subjects).not.toHaveLength(0);
  });
});

describe("the light of a long story", () => {
  const { scenes } = film(LIGHTHOUSE, { scenes: 10, wordsPerScene: 30 });
  const pictureOf = (words: string) => scenes.find((scene) => scene.narration.includes(words))?.picture;

  it("is the one its sentences tell", () => {
    expect(pictureOf("Every night")?.timeOfDay).toBe("night");
    expect(pictureOf("One evening")).toMatchObject({ timeOfDay: "dusk", weather: "storm" });
    expect(pictureOf("The waves break")).toMatchObject({ timeOfDay: "dusk", weather: "storm" });
  });

  it("clears with the morning after a storm", () => {
    expect(pictureOf("The captain")?.weather).toBe("storm");
    expect(pictureOf("In the morning")).toMatchObject({ timeOfDay: "day", weather: "clear" });
  });

  it("a house that somebody lives in is seen", () => {
    expect(film("Tom lives in a small lighthouse. He sings. He eats. He sleeps.").scenes[0]?.picture.place).toBe(
      "small lighthouse",
    );
    expect(pictureOf("Clara lives")?.subjects).toContain("small lighthouse");
  });
});
