import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import type { Figure, FigureLook } from "../../../../../providers/draft/image/figure.ts";
import { drawPerson, personWords, type View } from "../../../../../providers/draft/image/people/index.ts";

const daylight: FigureLook["light"] = {
  timeOfDay: "day",
  tint: "#ffffff",
  tintStrength: 0,
  rim: "#fff3d0",
  side: "left",
  shadow: "#46406e",
  glow: "#ffe29a",
};

const look = (change: Partial<FigureLook> = {}): FigureLook => ({
  id: "hero",
  seed: 7,
  appearance: "",
  style: "picture book",
  light: daylight,
  mirrored: false,
  ...change,
});

function draw(phrase: string, change: Partial<FigureLook> = {}, view?: View): Figure {
  const figure = drawPerson(phrase, look(change), view);
  if (!figure) throw new Error(`${phrase} is nobody`);
  return figure;
}

const fills = (figure: Figure): Set<string> =>
  new Set([...figure.markup.matchAll(/fill="(#[0-9a-f]{6})"/g)].map(([, colour]) => colour ?? ""));

const VIEWS: readonly View[] = ["front", "three-quarter", "side", "back"];

describe("a drawn person", () => {
  it("is the same for the same words and seed", () => {
    expect(draw("old fisherman", { appearance: "yellow coat" })).toEqual(
      draw("old fisherman", { appearance: "yellow coat" }),
    );
  });

  it("differs with the seed", () => {
    expect(draw("woman", { seed: 1 }).markup).not.toBe(draw("woman", { seed: 2 }).markup);
  });

  it("is drawn for every word of the vocabulary", () => {
    for (const word of personWords()) {
      const figure = draw(word);
      expect(figure.markup, word).not.toMatch(/NaN|undefined|Infinity|null/);
      expect(figure.width, word).toBeGreaterThan(80);
      expect(figure.height, word).toBeGreaterThan(200);
      expect(figure.metres, word).toBeGreaterThan(0.3);
      expect(figure.metres, word).toBeLessThan(6);
      expect(figure.markup.length, word).toBeLessThan(4 * 28_000);
    }
  });

  it("stays small enough to be drawn many times a film", () => {
    const single = ["girl", "man", "queen", "king", "knight", "wizard", "astronaut", "robot", "pirate"];
    expect(Math.max(...single.map((word) => draw(word).markup.length))).toBeLessThan(27_000);
  });

  it.each(["fox", "lantern", "ship", "pirate ship", "robot dog", "witch hat", "king crab", "castle of the queen", ""])(
    "is nobody for %j",
    (phrase) => expect(drawPerson(phrase, look())).toBeNull(),
  );

  it.each([
    "brave young girl",
    "Young Girl",
    "old clockmaker with a lantern",
    "young girl Mia",
    "the king's guard",
    "King Arthur",
    "Team A",
  ])("is somebody for %j", (phrase) => expect(drawPerson(phrase, look())).not.toBeNull());

  it.each([
    ["girl", "wearing a red dress", "#d8403f"],
    ["boy", "in a green sweater", "#4f9a58"],
    ["woman", "blond hair and a blue coat", "#ecc66e"],
    ["woman", "blond hair and a blue coat", "#3f78c9"],
    ["knight", "with a purple cape", "#7d4fa8"],
    ["man", "black boots, yellow raincoat", "#f6cb45"],
    ["robot", "orange", "#ef8633"],
  ])("wears what the words say: %s %s", (phrase, appearance, colour) => {
    expect(fills(draw(phrase, { appearance }))).toContain(colour);
  });

  it("reads the words after the noun as well", () => {
    expect(fills(draw("girl in a red dress"))).toContain("#d8403f");
  });

  it("keeps its colours from view to view, and looks different in each", () => {
    for (const phrase of ["girl", "wizard", "astronaut", "robot", "mermaid"]) {
      const views = VIEWS.map((view) => draw(phrase, { appearance: "red dress, red coat" }, view));
      expect(new Set(views.map((figure) => figure.markup)).size).toBe(VIEWS.length);
      const [front, ...others] = views.map(fills);
      for (const other of others) {
        const shared = [...other].filter((colour) => front?.has(colour));
        expect(shared.length).toBeGreaterThan(other.size * 0.6);
      }
    }
  });

  it("takes the light of the night", () => {
    const night = { ...daylight, timeOfDay: "night" as const, tint: "#22305f", tintStrength: 0.4 };
    expect(fills(draw("girl", { appearance: "red dress", light: night }))).not.toContain("#d8403f");
  });

  it("turns round when mirrored and keeps its box", () => {
    const [right, left] = [draw("runner"), draw("runner", { mirrored: true })];
    expect(left.markup).toContain("scale(-1 1)");
    expect([left.width, left.height]).toEqual([right.width, right.height]);
  });

  it.each(["standing", "walking", "running", "sitting"] as const)("can be %s", (pose) => {
    const figure = draw("farmer", { pose });
    expect(figure.markup).not.toContain("NaN");
    expect(figure.metres).toBeLessThan(2.6);
  });

  it("is drawn smaller as a child, larger as a giant", () => {
    expect(draw("girl").metres).toBeLessThan(draw("man").metres);
    expect(draw("giant").metres).toBeGreaterThan(3);
  });

  it("becomes several people for a plural or a crowd", () => {
    for (const phrase of ["two friends", "villagers", "team", "five brave warriors", "children"]) {
      expect(draw(phrase).width).toBeGreaterThan(draw("boy").width * 1.5);
    }
  });

  it("draws children as children and a family with both", () => {
    expect(draw("children").metres).toBeLessThan(draw("family").metres);
  });

  it("gives a team one shirt and friends their own", () => {
    const shirts = (phrase: string): number => {
      const figure = draw(phrase);
      return new Set([...figure.markup.matchAll(/<g fill="(#[0-9a-f]{6})"/g)].map(([, colour]) => colour)).size;
    };
    expect(shirts("team")).toBeLessThan(shirts("friends"));
  });

  it("never lets text of the user into the picture", () => {
    const hostile = `"/><script>alert(1)</script><text>%{}':,</text>`;
    const figure = draw("girl", { id: `x"${hostile}`, appearance: `red dress ${hostile}`, style: hostile });
    expect(figure.markup).not.toMatch(/script>|alert\(|<text|%\{/);
  });

  it("has ids of its own, so that two can share a frame", () => {
    const ids = (figure: Figure): string[] => [...figure.markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? "");
    const [first, second, group] = [draw("girl"), draw("wizard", { id: "other" }), draw("villagers", { id: "group" })];
    const all = [...ids(first), ...ids(second), ...ids(group)];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("the rendered person", () => {
  it.each(["girl", "pirate", "runner", "villagers"])(
    "stands with its feet on the lower edge of its box: %s",
    (phrase) => {
      const figure = draw(phrase);
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${figure.width}" height="${figure.height}">${figure.markup}</svg>`;
      const drawn = new Resvg(svg).getBBox();
      expect(drawn).toBeDefined();
      expect(drawn?.x).toBeGreaterThan(-6);
      expect((drawn?.x ?? 0) + (drawn?.width ?? 0)).toBeLessThan(figure.width + 6);
      expect(Math.abs((drawn?.y ?? 0) + (drawn?.height ?? 0) - figure.height)).toBeLessThan(12);
    },
  );
});
