import { describe, expect, it } from "vitest";
import type { Shot } from "../../../../models/vocabulary.ts";
import { createAtmosphere } from "../../../../providers/draft/image/atmosphere.ts";
import { type Placed, placeCast, seatCast } from "../../../../providers/draft/image/composition.ts";
import { createDefs } from "../../../../providers/draft/image/drawing/svg.ts";
import type { Figure, FigureLook } from "../../../../providers/draft/image/figure.ts";
import { drawFigure } from "../../../../providers/draft/image/figures/index.ts";
import { drawPerson } from "../../../../providers/draft/image/people/index.ts";
import { PLACES } from "../../../../providers/draft/image/places/index.ts";
import type { PlaceName } from "../../../../providers/draft/image/places/lexicon.ts";
import { createStage, type Stage } from "../../../../providers/draft/image/stage.ts";
import { placeSubjects } from "../../../../providers/draft/image/supporting.ts";
import { createRandom } from "../../../../providers/draft/random.ts";

const SHOTS: readonly Shot[] = ["wide", "medium", "close"];
const FRAMES = [
  [1280, 720],
  [720, 1280],
  [720, 720],
] as const;
const LOOK: FigureLook = {
  id: "c0",
  seed: 5,
  appearance: "",
  style: "classic",
  light: {
    timeOfDay: "day",
    tint: "#ffffff",
    tintStrength: 0.05,
    rim: "#ffffff",
    side: "left",
    shadow: "#223344",
    glow: "#ffcc66",
  },
  mirrored: false,
};

const figureOf = (phrase: string): Figure => drawPerson(phrase, LOOK) ?? drawFigure(phrase, LOOK);

const CASTS = [
  ["old fisherman"],
  ["small fox"],
  ["sailors"],
  ["little pigs"],
  ["warriors", "dragon"],
  ["big wolf", "little pigs"],
  ["girl", "robot", "elephant"],
  ["sailors", "pirate captain", "mermaid"],
  ["king", "queen", "giant", "mouse"],
  ["knights", "ducks", "wizard", "horses"],
].map((kinds) => ({ kinds, figures: kinds.map(figureOf) }));

function stageOf(width: number, height: number, place: PlaceName, sunX: number): Stage {
  return createStage({
    width,
    height,
    horizon: PLACES[place].horizon * height,
    sun: { x: width * sunX, y: height * 0.15 },
    atmosphere: createAtmosphere("day", "clear", "calm", false),
    random: createRandom("test"),
    defs: createDefs("d"),
    traits: { snowy: false, autumn: false, dead: false, blossom: false, festive: false },
    mentions: () => false,
  });
}

interface Scene {
  stage: Stage;
  shot: Shot;
  place: PlaceName;
  kinds: readonly string[];
  cast: Placed[];
}

/** Every cast in every frame, shot and sort of place. */
function scenes(): Scene[] {
  return FRAMES.flatMap(([width, height]) =>
    SHOTS.flatMap((shot) =>
      (["meadow", "sea", "underwater", "livingRoom"] as const).flatMap((place) =>
        CASTS.map(({ kinds, figures }, index) => {
          const stage = stageOf(width, height, place, index % 2 === 0 ? 0.2 : 0.8);
          const seats = seatCast(stage, PLACES[place], figures.length, true);
          return { stage, shot, place, kinds, cast: placeCast(stage, PLACES[place], shot, figures, seats) };
        }),
      ),
    ),
  );
}

const told = ({ stage, shot, place, kinds }: Scene): string =>
  `${kinds.join(", ")}, ${shot}, ${place}, ${stage.width} x ${stage.height}`;

const widthOf = ({ figure, height }: Placed): number => (height * figure.width) / figure.height;

function hiddenShare(one: Placed, other: Placed): number {
  const [a, b] = [widthOf(one), widthOf(other)];
  const shared = Math.min(one.x + a / 2, other.x + b / 2) - Math.max(one.x - a / 2, other.x - b / 2);
  return Math.max(0, shared) / Math.min(a, b);
}

describe("the composition", () => {
  it("has every head of the cast in the frame, with room above it", () => {
    for (const scene of scenes()) {
      for (const { y, height } of scene.cast)
        expect((y - height) / scene.stage.height, told(scene)).toBeGreaterThanOrEqual(0.04);
    }
  });

  it("has nobody of the cast where the camera may crop the sides", () => {
    for (const scene of scenes()) {
      for (const placed of scene.cast) {
        expect((placed.x - widthOf(placed) / 2) / scene.stage.width, told(scene)).toBeGreaterThanOrEqual(0.0799);
        expect((placed.x + widthOf(placed) / 2) / scene.stage.width, told(scene)).toBeLessThanOrEqual(0.9201);
      }
    }
  });

  it("keeps feet above the captions but in close shots, where legs may leave the frame", () => {
    for (const scene of scenes()) {
      for (const { y } of scene.cast)
        if (scene.shot !== "close") expect(y / scene.stage.height, told(scene)).toBeLessThanOrEqual(0.8);
    }
  });

  it("hides no more than a quarter of one of the cast behind its neighbour", () => {
    for (const scene of scenes()) {
      scene.cast.forEach((one, index) => {
        for (const other of scene.cast.slice(index + 1))
          expect(hiddenShare(one, other), told(scene)).toBeLessThanOrEqual(0.251);
      });
    }
  });

  it.each([
    ["fox", 0.26],
    ["girl", 0.26],
    ["robot", 0.34],
    ["fisherman", 0.34],
  ])("gives a %s alone in a wide shot at least %d of the height, and less than half", (kind, least) => {
    const stage = stageOf(1280, 720, "meadow", 0.2);
    const seats = seatCast(stage, PLACES.meadow, 1, false);
    const [lead] = placeCast(stage, PLACES.meadow, "wide", [figureOf(kind)], seats);
    expect((lead?.height ?? 0) / 720).toBeGreaterThanOrEqual(least);
    expect((lead?.height ?? 0) / 720).toBeLessThan(0.5);
  });

  it("puts what stands beside the cast where it hides nobody", () => {
    const figures = ["taxi", "bicycle"].map((phrase) => ({ figure: figureOf(phrase), told: true }));
    for (const shot of ["wide", "medium"] as const) {
      const stage = stageOf(1280, 720, "street", 0.8);
      const seats = seatCast(stage, PLACES.street, 1, true);
      const cast = placeCast(stage, PLACES.street, shot, [figureOf("robot")], seats);
      const subjects = placeSubjects(stage, PLACES.street, shot, figures, cast);
      for (const subject of subjects)
        for (const one of cast) expect(hiddenShare(subject, one), shot).toBeLessThanOrEqual(0.15);
    }
  });

  it.each([
    ["mouse", "cat"],
    ["mouse", "girl"],
    ["mouse", "elephant"],
    ["cat", "giant"],
  ])("shows a %s clearly smaller than a %s beside it, and large enough to see", (small, large) => {
    for (const [width, height] of FRAMES) {
      for (const shot of ["wide", "medium"] as const) {
        const stage = stageOf(width, height, "meadow", 0.2);
        const figures = [figureOf(small), figureOf(large)];
        const [one, other] = placeCast(stage, PLACES.meadow, shot, figures, seatCast(stage, PLACES.meadow, 2, false));
        expect(one?.height ?? 0, shot).toBeLessThan((other?.height ?? 0) * 0.6);
        expect((one?.height ?? 0) / Math.min(width, height), shot).toBeGreaterThan(0.07);
      }
    }
  });

  it("keeps what only fills the picture small beside the lead", () => {
    for (const [lead, filler] of [
      ["mouse", "owl"],
      ["girl", "bicycle"],
      ["fox", "cat"],
      ["boy", "cart"],
    ] as const) {
      for (const shot of SHOTS) {
        const stage = stageOf(1280, 720, "meadow", 0.2);
        const seats = seatCast(stage, PLACES.meadow, 1, true);
        const cast = placeCast(stage, PLACES.meadow, shot, [figureOf(lead)], seats);
        const [beside] = placeSubjects(stage, PLACES.meadow, shot, [{ figure: figureOf(filler), told: false }], cast);
        expect(beside?.height ?? 0, `${filler} beside ${lead}, ${shot}`).toBeLessThanOrEqual(
          (cast[0]?.height ?? 0) * 0.601,
        );
      }
    }
  });

  it("lets a lead be the smaller one beside what the scene tells of", () => {
    const stage = stageOf(1280, 720, "meadow", 0.2);
    const [mouse, cat] = [figureOf("mouse"), figureOf("cat")];
    const cast = placeCast(stage, PLACES.meadow, "medium", [mouse], seatCast(stage, PLACES.meadow, 1, true), [cat]);
    const [beside] = placeSubjects(stage, PLACES.meadow, "medium", [{ figure: cat, told: true }], cast);
    expect(beside?.height ?? 0).toBeGreaterThan((cast[0]?.height ?? 0) * 1.3);
  });

  it.each(["rowing boat", "duck", "swan", "sailing ship"])("has a %s in the water of a lake, not over it", (kind) => {
    const stage = stageOf(1280, 720, "lake", 0.2);
    const { water } = PLACES.lake;
    for (const shot of SHOTS) {
      for (const cast of [
        [],
        placeCast(stage, PLACES.lake, shot, [figureOf("fisherman")], [{ x: 0.3, mirrored: false }]),
      ]) {
        const [placed] = placeSubjects(stage, PLACES.lake, shot, [{ figure: figureOf(kind), told: true }], cast);
        expect(placed?.floats, shot).toBe(true);
        expect((placed?.y ?? 0) / 720).toBeGreaterThan(water?.from ?? 1);
        expect((placed?.y ?? 0) / 720).toBeLessThanOrEqual(water?.to ?? 0);
        for (const fisherman of cast) expect(fisherman.y / 720).toBeGreaterThan(water?.to ?? 1);
      }
    }
  });
});
