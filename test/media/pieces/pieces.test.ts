import { describe, expect, it } from "vitest";
import { bodyOf, piecesOf, transitionBetween } from "../../../media/pieces/pieces.ts";
import type { SceneCut } from "../../../media/types.ts";
import type { Transition } from "../../../models/vocabulary.ts";

function cuts(transitions: readonly Transition[], frames = 60): SceneCut[] {
  return transitions.map((transition, index) => ({
    index,
    frames: frames + index,
    picture: `/pictures/${index}.png`,
    clip: null,
    subjectPlace: null,
    move: "zoom_in",
    transition,
    transitionBefore: transitions[index - 1] ?? "cut",
    isLast: index === transitions.length - 1,
    words: [],
    narration: null,
  }));
}

describe("piecesOf", () => {
  it.each([
    [["cut"]],
    [["cut", "cut", "cut"]],
    [["fade", "fade", "cut"]],
    [["crossfade", "cut", "fade", "crossfade"]],
  ] satisfies [Transition[]][])("has all frames of the film, whatever the transitions: %s", (transitions) => {
    const scenes = cuts(transitions);
    const frames = piecesOf(scenes).reduce((sum, piece) => sum + piece.frames, 0);
    expect(frames).toBe(scenes.reduce((sum, scene) => sum + scene.frames, 0));
  });

  it("goes on in each piece with the frame after the last one", () => {
    const [first, second] = cuts(["crossfade", "cut"]);
    if (!first || !second) throw new Error("two scenes were made");
    const [body, transition, next] = [bodyOf(first), transitionBetween(first, second), bodyOf(second)];
    expect(transition?.from.startFrame).toBe((body?.from.startFrame ?? 0) + (body?.frames ?? 0));
    expect(next?.from.startFrame).toBe((transition?.to?.scene.startFrame ?? 0) + (transition?.frames ?? 0));
  });

  it("makes no transition after the last scene, whatever it says", () => {
    const pieces = piecesOf(cuts(["cut", "fade"]));
    expect(pieces.map(({ kind, frames }) => [kind, frames])).toEqual([
      ["body", 60],
      ["body", 61],
    ]);
  });

  it("leaves out the body that its transitions show whole", () => {
    expect(piecesOf(cuts(["fade", "fade", "cut"], 14)).map(({ kind }) => kind)).toEqual([
      "body",
      "transition",
      "body",
      "transition",
      "body",
    ]);
    expect(bodyOf({ ...(cuts(["fade", "fade", "cut"], 13)[1] as SceneCut), frames: 14 })).toBeNull();
  });

  it("rises from black at the first frame of the film only, and sinks at the last", () => {
    const fades = piecesOf(cuts(["crossfade", "cut", "cut"])).map(({ fadeIn, fadeOut }) => [fadeIn, fadeOut]);
    expect(fades).toEqual([
      [10, 0],
      [0, 0],
      [0, 0],
      [0, 15],
    ]);
  });

  it("has both fades in a film of one scene, and a light frame between them however short it is", () => {
    const fades = (frames: number) => piecesOf(cuts(["cut"], frames)).map(({ fadeIn, fadeOut }) => [fadeIn, fadeOut]);
    expect(fades(60)).toEqual([[10, 15]]);
    for (const frames of [1, 2, 12, 24]) {
      const [fadeIn = 0, fadeOut = 0] = fades(frames)[0] ?? [];
      expect(fadeIn + fadeOut).toBeLessThanOrEqual(frames);
    }
  });

  it("keeps a crossfaded picture moving for as long as it is seen", () => {
    const [, second] = cuts(["crossfade", "crossfade", "cut"]);
    expect(second && bodyOf(second)?.from.seen).toEqual({ first: -7, last: 67 });
  });
});
