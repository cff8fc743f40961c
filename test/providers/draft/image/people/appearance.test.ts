import { describe, expect, it } from "vitest";
import { readAppearance } from "../../../../../providers/draft/image/people/appearance.ts";

describe("the words of an appearance", () => {
  it("give each colour to the part that follows it", () => {
    const { colours } = readAppearance("a long red cloak, blue dress and black boots, green eyes");
    expect(colours).toMatchObject({ accent: "#d8403f", main: "#3f78c9", shoes: "#2e2c38", eyes: "#4f9a58" });
  });

  it("keep a colour without a part for the first garment", () => {
    expect(readAppearance("dressed all in orange").overall).toBe("#ef8633");
  });

  it("do not carry a colour over a comma", () => {
    expect(readAppearance("purple, boots").colours.shoes).toBeUndefined();
  });

  it("know hair, beards, hats and things in hand", () => {
    const wishes = readAppearance("ginger braids, a straw hat, holding a lantern and a basket");
    expect(wishes.costume).toMatchObject({ hair: "braids", hat: "straw" });
    expect(wishes.props).toEqual(["lantern", "basket"]);
  });

  it("leave out what is denied", () => {
    expect(readAppearance("without glasses, no hat")).toMatchObject({ layers: [], costume: {} });
  });

  it("do not take an old coat for an old person, nor dark hair for a dark mind", () => {
    expect(readAppearance("worn old brown coat, dark hair, a tall hat").costume).not.toHaveProperty("age");
    expect(readAppearance("dark hair").costume).not.toHaveProperty("temper");
    expect(readAppearance("an old woman with a hat").costume).toMatchObject({ age: "elder" });
  });

  it("are read no further than a few hundred words", () => {
    expect(readAppearance(`${"very ".repeat(5000)} red dress`).colours).toEqual({});
  });
});
