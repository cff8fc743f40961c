import { describe, expect, it } from "vitest";
import { countOf } from "../../../../providers/draft/image/counts.ts";
import type { FigureLook } from "../../../../providers/draft/image/figure.ts";
import { drawFigure } from "../../../../providers/draft/image/figures/index.ts";
import { drawPerson } from "../../../../providers/draft/image/people/index.ts";
import { visibleSubjects } from "../../../../providers/draft/image/subjects.ts";

const LOOK: FigureLook = {
  id: "crowd",
  seed: 3,
  appearance: "",
  style: "cartoon",
  light: {
    timeOfDay: "day",
    tint: "#ffffff",
    tintStrength: 0,
    rim: "#ffffff",
    side: "left",
    shadow: "#223344",
    glow: "#ffcc66",
  },
  mirrored: false,
};

/** Every animal of a group has ids of its own; people stand in one group, each moved to a place. */
function membersOf(phrase: string): number {
  const people = drawPerson(phrase, LOOK)?.markup;
  const markup = people ?? drawFigure(phrase, LOOK).markup;
  const members = markup.matchAll(people ? /(<g transform="translate\([^)]*\) scale\()/g : /\bid="crowd-(\d)/g);
  return people ? [...members].length : new Set([...members].map(([, member]) => member)).size;
}

describe("a number word", () => {
  it.each([
    ["two astronauts", 2],
    ["three old sailors", 3],
    ["four knights", 4],
    ["five children", 5],
    ["seven dwarfs", 5],
    ["sailors", 3],
    ["two cats", 2],
    ["three cats", 3],
    ["four wolves", 4],
    ["five penguins", 5],
    ["a dozen ducks", 5],
    ["penguins", 3],
  ])("draws %j as %d of them", (phrase, count) => {
    expect(membersOf(phrase)).toBe(count);
  });

  it("counts no heads or legs", () => {
    expect(countOf("three-headed dragons")).toBe(3);
    expect(countOf("two-legged wolves")).toBe(3);
  });

  it("of the cast is not exceeded by a subject in the singular", () => {
    const character = { id: "astronauts", name: "Astronauts", kind: "two astronauts", appearance: "" };
    const picture = {
      description: "Two astronauts land.",
      place: "moon",
      subjects: ["astronaut", "flag"],
      timeOfDay: "day" as const,
      weather: "clear" as const,
      shot: "wide" as const,
    };
    expect(visibleSubjects(picture, [{ character, path: null }], "planetGround")).toEqual(["flag"]);
  });
});
