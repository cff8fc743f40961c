import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import type { FigureLook } from "../../../../../providers/draft/image/figure.ts";
import { drawFigure, figureQuality } from "../../../../../providers/draft/image/figures/index.ts";
import { NOUNS } from "./nouns.ts";

const LOOK: FigureLook = {
  id: "hero7-",
  seed: 7,
  appearance: "",
  style: "cartoon",
  light: {
    timeOfDay: "dusk",
    tint: "#f0b080",
    tintStrength: 0.15,
    rim: "#ffe0b0",
    side: "right",
    shadow: "#3a3060",
    glow: "#ffd27a",
  },
  mirrored: false,
};

const HOSTILE = [
  "",
  "   ",
  `"><script>alert(1)</script>`,
  "fox' onload='x",
  "%{}':,\\",
  "constructor",
  "__proto__ toString hasOwnProperty",
  "लोमड़ी और चाँद",
  "الثعلب",
  "狐狸",
  "🦊🌙",
  "a".repeat(400),
  "of the of the with",
];

function svgOf(markup: string, width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${height}">${markup}</svg>`;
}

/** Share of pixels that are not see-through. */
function inkOf(phrase: string, look: Partial<FigureLook> = {}): number {
  const { markup, width, height } = drawFigure(phrase, { ...LOOK, ...look });
  const { pixels } = new Resvg(svgOf(markup, width, height), { fitTo: { mode: "width", value: 64 } }).render();
  let inked = 0;
  for (let index = 3; index < pixels.length; index += 4) if ((pixels[index] ?? 0) > 128) inked++;
  return inked / (pixels.length / 4);
}

describe("drawFigure", () => {
  it("gives the same markup for the same look, and another for another id", () => {
    for (const phrase of ["fox", "a lonely old tree", "telescope", "minotaur", "the meaning of it all"]) {
      expect(drawFigure(phrase, LOOK)).toEqual(drawFigure(phrase, LOOK));
      expect(drawFigure(phrase, LOOK).markup).not.toBe(drawFigure(phrase, { ...LOOK, id: "other-" }).markup);
    }
  });

  it("shows at least 97 of 100 everyday nouns by a picture of the thing", () => {
    const shown = NOUNS.filter((noun) => figureQuality(noun) !== "fallback");
    expect(NOUNS.length).toBeGreaterThan(500);
    expect(shown.length / NOUNS.length).toBeGreaterThan(0.97);
  });

  it("draws every everyday noun with ink in its box, a size and ids of its own", () => {
    for (const noun of NOUNS) {
      const figure = drawFigure(noun, LOOK);
      expect(figure.width, noun).toBeGreaterThan(1);
      expect(figure.height, noun).toBeGreaterThan(1);
      expect(figure.metres, noun).toBeGreaterThan(0.02);
      for (const [, id = ""] of figure.markup.matchAll(/\bid="([^"]*)"/g)) expect(id, noun).toMatch(/^hero7-/);
      for (const [, id = ""] of figure.markup.matchAll(/(?:url\(|href=")#([^)"]*)/g)) {
        expect(figure.markup, `${noun} refers to ${id}`).toContain(`id="${id}"`);
      }
    }
  });

  it("fills its box with the figure", () => {
    for (const noun of ["fox", "bear", "dragon", "lighthouse", "gorilla", "box", "key", "candle", "swan", "helmet"]) {
      expect(inkOf(noun), noun).toBeGreaterThan(0.12);
    }
  });

  it.each([
    ["berries", "berry"],
    ["an old clock tower", "clock tower"],
    ["the endless water bottle", "water bottle"],
    ["a hot-air balloon", "hot air balloon"],
    ["the heart of the forest", "heart"],
    ["the queen's crown", "crown"],
    ["lighthouse of the north", "lighthouse"],
  ])("draws %j as a %s", (phrase, noun) => {
    expect(drawFigure(phrase, LOOK).markup).toBe(drawFigure(noun, LOOK).markup);
    expect(figureQuality(phrase)).toBe("exact");
  });

  it.each([
    ["two ducklings", "duckling", 2],
    ["three little foxes", "little fox", 3],
    ["wolves", "wolf", 3],
    ["the mice", "mouse", 3],
    ["a herd of elephants", "elephant", 4],
    ["red lanterns", "red lantern", 3],
  ])("draws %j as several", (phrase, noun, count) => {
    const [one, several] = [drawFigure(noun, LOOK), drawFigure(phrase, LOOK)];
    const members = new Set([...several.markup.matchAll(/\bid="hero7-(?:-(\d))/g)].map(([, member]) => member));
    expect(members.size).toBe(count);
    expect(several.width).toBeGreaterThan(one.width * 1.3);
    expect(several.metres).toBeLessThan(one.metres * 1.8);
    expect(figureQuality(phrase)).toBe("exact");
  });

  it.each(["light step", "a light breeze", "an orange dream", "the present moment"])(
    "takes the quality in %j for no thing",
    (phrase) => expect(figureQuality(phrase)).toBe("fallback"),
  );

  it("draws a hole in the earth and not a golf course, and puts trains on rails", () => {
    expect(drawFigure("a deep hole", LOOK).credit).toBeNull();
    expect(drawFigure("rabbit hole", LOOK).markup).toBe(drawFigure("hole", LOOK).markup);
    expect(["steam train", "tram", "toy train", "fox"].map((noun) => drawFigure(noun, LOOK).rails)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("keeps each of the little pigs smaller than the big wolf", () => {
    const [pigs, wolf] = [drawFigure("little pigs", LOOK), drawFigure("big wolf", LOOK)];
    expect(pigs.metres).toBeLessThan(wolf.metres);
  });

  it("takes the colour that the phrase or the appearance names", () => {
    const plain = drawFigure("fox", LOOK).markup;
    const blue = drawFigure("a blue fox", LOOK).markup;
    expect(blue).not.toBe(plain);
    expect(drawFigure("fox", { ...LOOK, appearance: "blue fur" }).markup).toBe(blue);
    for (const thing of ["car", "bus", "helmet", "lotus", "gemstone", "balloon"]) {
      expect(drawFigure(`a red ${thing}`, LOOK).markup, thing).not.toBe(drawFigure(`a green ${thing}`, LOOK).markup);
    }
  });

  it("dresses an animal in what it wears and leaves its fur alone", () => {
    const plain = drawFigure("fox", LOOK).markup;
    const dressed = drawFigure("fox", { ...LOOK, appearance: "orange fur, wearing a blue scarf" }).markup;
    const described = drawFigure("fox", { ...LOOK, appearance: "orange fur" }).markup;
    expect(dressed.length).toBeGreaterThan(described.length);
    expect(drawFigure("fox", { ...LOOK, appearance: "green eyes" }).markup).toBe(plain);
  });

  it("reads sizes and shine from adjectives", () => {
    const turtle = drawFigure("turtle", LOOK);
    expect(drawFigure("giant turtle", LOOK).metres).toBeGreaterThan(turtle.metres * 1.8);
    expect(drawFigure("tiny turtle", LOOK).metres).toBeLessThan(turtle.metres * 0.7);
    expect(turtle.glows).toBe(false);
    expect(drawFigure("glowing turtle", LOOK).glows).toBe(true);
    expect(drawFigure("lantern", LOOK).glows).toBe(true);
  });

  it("knows where things belong", () => {
    const habitats = ["fox", "eagle", "whale", "moon", "sword", "castle"].map((noun) => drawFigure(noun, LOOK).habitat);
    expect(habitats).toEqual(["ground", "air", "water", "sky", "object", "landmark"]);
  });

  it("poses animals", () => {
    const poses = (["standing", "walking", "running", "sitting"] as const).map(
      (pose) => drawFigure("wolf", { ...LOOK, pose }).markup,
    );
    expect(new Set(poses).size).toBe(4);
  });

  it("turns what has a side, and never what has writing on it", () => {
    for (const noun of ["fox", "cow", "heron"]) {
      expect(drawFigure(noun, { ...LOOK, mirrored: true }).markup, noun).not.toBe(drawFigure(noun, LOOK).markup);
    }
    expect(drawFigure("calendar", { ...LOOK, mirrored: true })).toEqual(drawFigure("calendar", LOOK));
  });

  it("credits the icons of others, and nobody for its own drawings", () => {
    expect(drawFigure("minotaur", LOOK).credit).toMatch(/game-icons\.net.*CC BY 3\.0/);
    expect(drawFigure("telescope", LOOK).credit).toMatch(/Noto Emoji.*Apache/);
    expect(drawFigure("fox", LOOK).credit).toBeNull();
  });

  it("shows an emblem for what cannot be seen, and says so", () => {
    for (const idea of ["courage", "time", "the meaning of friendship"])
      expect(figureQuality(idea), idea).toBe("fallback");
    expect(drawFigure("courage", LOOK).markup).not.toBe(drawFigure("time", LOOK).markup);
    expect(figureQuality("the secret of the lighthouse")).toBe("near");
  });

  it.each(HOSTILE)("draws something for %j, and no word of it reaches the markup", (phrase) => {
    const figure = drawFigure(phrase, { ...LOOK, appearance: phrase, style: phrase });
    expect(figure.markup).not.toMatch(/script|onload|undefined|NaN|aaaa|[^\x20-\x7e\n]/);
    expect(inkOf(phrase, { appearance: phrase })).toBeGreaterThan(0.05);
  });

  it("finds a picture for every phrase within a few milliseconds once the icons are read", () => {
    drawFigure("minotaur", LOOK);
    drawFigure("telescope", LOOK);
    const started = performance.now();
    for (const noun of NOUNS.slice(0, 200)) figureQuality(noun);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
