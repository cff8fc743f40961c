import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { panFor, settleMoves, zoomFor } from "../../models/moves.ts";
import { CameraMove, Shot } from "../../models/vocabulary.ts";
import { aScene } from "../samples.ts";

type Told = [CameraMove, Shot];

function settled(...told: Told[]): CameraMove[] {
  const { picture } = aScene();
  return settleMoves(told.map(([move, shot]) => ({ move, picture: { ...picture, shot } }))).map(({ move }) => move);
}

const anyTold = fc.array(fc.tuple(fc.constantFrom(...CameraMove.options), fc.constantFrom(...Shot.options)), {
  minLength: 1,
  maxLength: 60,
});

describe("settleMoves", () => {
  it("never lets neighbours move the same way, also where all are zoomed or all are panned over", () => {
    fc.assert(
      fc.property(anyTold, (told) => {
        const moves = settled(...told);
        for (const ways of [moves, moves.map(zoomFor), moves.map(panFor)]) {
          expect(ways.slice(1).filter((way, index) => way === ways[index])).toEqual([]);
        }
      }),
    );
  });

  it("never nears a wide shot and never leaves a close one", () => {
    fc.assert(
      fc.property(anyTold, (told) => {
        const moves = settled(...told);
        const shown = told.map(([, shot], index) => `${shot} ${moves[index]}`);
        expect(shown.filter((one) => one === "wide zoom_in" || one === "close zoom_out")).toEqual([]);
      }),
    );
  });

  it("leaves what suits and takes turns as it was proposed", () => {
    const told: Told[] = [
      ["zoom_out", "wide"],
      ["zoom_in", "close"],
      ["pan_left", "medium"],
      ["pan_right", "wide"],
    ];
    expect(settled(...told)).toEqual(["zoom_out", "zoom_in", "pan_left", "pan_right"]);
    expect(settled(["pan_left", "close"])).toEqual(["pan_left"]);
  });

  it("turns round as few as it can, and lets a zoom stay a zoom", () => {
    const told: Told[] = [
      ["zoom_in", "medium"],
      ["zoom_in", "medium"],
      ["zoom_out", "medium"],
      ["pan_right", "medium"],
    ];
    expect(settled(...told)).toEqual(["zoom_out", "zoom_in", "zoom_out", "pan_right"]);
  });
});
