import { describe, expect, it } from "vitest";
import { clipPrompt, likenessesOf, sheetPrompt, stillPrompt, styleSuffix } from "../../tools/picture-prompt.ts";
import { anAsset, aScene } from "../samples.ts";

const sheet = anAsset();
const fox = {
  id: "fox",
  name: "Rust",
  kind: "fox",
  appearance: "red fur, white tail tip, green scarf",
  sheets: { front: sheet },
};
const owl = { id: "owl", name: "Olga", kind: "owl", appearance: "grey feathers", sheets: {} };

describe("a picture's prompt", () => {
  it("says what is seen, who is who and what must not change", () => {
    const prompt = stillPrompt(aScene(), likenessesOf([fox], 10), "cinematic");
    expect(prompt).toContain("A fox looks at a glowing lantern in a snowy forest.");
    expect(prompt).toContain("Image 1 is Rust: red fur, white tail tip, green scarf.");
    expect(prompt).toContain("dusk");
  });

  it("numbers the pictures of each character, and none for one without", () => {
    const likenesses = likenessesOf([owl, { ...fox, sheets: { front: sheet, side: sheet, back: sheet } }], 10);
    const prompt = stillPrompt(aScene(), likenesses, "cinematic");
    expect(prompt).toContain(" Olga: grey feathers.");
    expect(prompt).toContain("Images 1 to 3 are Rust: red fur");
    expect(likenesses.flatMap(({ pictures }) => pictures)).toHaveLength(3);
  });

  it("sends at most eight pictures along, everybody's front first", () => {
    const crowd = ["a", "b", "c", "d"].map((id) => ({
      ...fox,
      id,
      sheets: { front: sheet, side: sheet, back: sheet },
    }));
    expect(likenessesOf(crowd, 10).map(({ pictures }) => pictures.length)).toEqual([2, 2, 2, 2]);
    expect(likenessesOf(crowd, 5).map(({ pictures }) => pictures.length)).toEqual([2, 1, 1, 1]);
    expect(likenessesOf(crowd, 0).every(({ pictures }) => pictures.length === 0)).toBe(true);
  });

  it("ends with the same style words in every scene", () => {
    const suffix = styleSuffix("anime");
    expect(stillPrompt(aScene(), [], "anime")).toContain(suffix);
    expect(stillPrompt(aScene({ index: 5, mood: "tense" }), likenessesOf([fox], 10), "anime")).toContain(suffix);
  });

  it("takes a style in the user's own words as it is", () => {
    expect(styleSuffix("woodcut on rice paper")).toBe("woodcut on rice paper");
  });

  it("of a sheet names the view and the whole appearance", () => {
    const front = sheetPrompt(fox, "front", "cartoon", false);
    expect(front).toMatch(/front view.*Rust, fox\. red fur, white tail tip, green scarf/);
    expect(front).not.toContain("image 1");
    expect(sheetPrompt(fox, "back", "cartoon", true)).toMatch(/same character as in image 1.*back view/);
  });

  it("of a clip says what moves and one camera move, and nothing of what the picture shows", () => {
    expect(clipPrompt("Snow falls and the fox turns its head.", "pan_left")).toBe(
      "Snow falls and the fox turns its head. The camera slowly pans left. No cuts, no text.",
    );
  });
});
