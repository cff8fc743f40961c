import { describe, expect, it } from "vitest";
import type { Asset } from "../../models/asset.ts";
import { sheetPrompt, stillPrompt, styleSuffix } from "../../tools/picture-prompt.ts";
import { aScene } from "../samples.ts";

const sheet: Asset = {
  kind: "sheet",
  key: "assets/x.png",
  sha256: "0".repeat(64),
  bytes: 1,
  mediaType: "image/png",
  provenance: { vendor: "t", model: "t", prompt: "", seed: null, requestId: null, costUsd: 0, credits: [] },
};
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
    const prompt = stillPrompt(aScene(), [fox], "cinematic");
    expect(prompt).toContain("A fox looks at a glowing lantern in a snowy forest.");
    expect(prompt).toContain("Image 1 is Rust: red fur, white tail tip, green scarf.");
    expect(prompt).toContain("dusk");
  });

  it("numbers only those whose sheet is sent along", () => {
    const prompt = stillPrompt(aScene(), [owl, fox], "cinematic");
    expect(prompt).toContain(" Olga: grey feathers.");
    expect(prompt).toContain("Image 1 is Rust");
  });

  it("ends with the same style words in every scene", () => {
    const suffix = styleSuffix("anime");
    expect(stillPrompt(aScene(), [], "anime")).toContain(suffix);
    expect(stillPrompt(aScene({ index: 5, mood: "tense" }), [fox], "anime")).toContain(suffix);
  });

  it("takes a style in the user's own words as it is", () => {
    expect(styleSuffix("woodcut on rice paper")).toBe("woodcut on rice paper");
  });

  it("of a sheet names the view and the whole appearance", () => {
    expect(sheetPrompt(fox, "back", "cartoon")).toMatch(/back view.*Rust, fox\. red fur, white tail tip, green scarf/);
  });
});
