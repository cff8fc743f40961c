import { describe, expect, it } from "vitest";
import { pieceName } from "../../../media/pieces/piece-name.ts";
import { piecesOf, scenesOf } from "../../../media/pieces/pieces.ts";
import type { FilmFormat, SceneCut } from "../../../media/types.ts";
import type { Transition } from "../../../models/vocabulary.ts";

const format: FilmFormat = { width: 1280, height: 720, captions: "box", fit: null };
const KINDS: Transition[] = ["crossfade", "fade"];

/** A film of sixty scenes, each spoken and captioned. */
function film(changes: Readonly<Record<number, Partial<SceneCut>>> = {}): SceneCut[] {
  const transitions = Array.from(
    { length: 60 },
    (_, index) => changes[index]?.transition ?? KINDS[index % 2] ?? "fade",
  );
  return transitions.map((transition, index) => ({
    index,
    frames: 150,
    picture: `picture ${index}`,
    clip: null,
    subjectPlace: null,
    move: index % 2 === 0 ? "pan_right" : "zoom_in",
    transitionBefore: transitions[index - 1] ?? "cut",
    isLast: index === 59,
    words: [{ text: `Scene ${index}`, start: 0.3, end: 3.5 }],
    narration: `voice ${index}`,
    ...changes[index],
    transition,
  }));
}

/** Names of a film's pieces, its pictures being what they are called. */
function names(scenes: readonly SceneCut[], film: FilmFormat = format): string[] {
  return piecesOf(scenes).map((piece) =>
    pieceName(
      piece,
      film,
      scenesOf(piece).map(({ scene }) => scene.clip ?? scene.picture),
    ),
  );
}

/** How many pieces a film has that another has not. */
function fresh(scenes: readonly SceneCut[], changed: FilmFormat = format): number {
  const known = new Set(names(film()));
  return names(scenes, changed).filter((name) => !known.has(name)).length;
}

describe("an edit of one scene in sixty", () => {
  it.each<[string, number, Partial<SceneCut>]>([
    ["its picture", 3, { picture: "another picture" }],
    ["its picture for a clip", 3, { clip: "a clip" }],
    ["its length", 3, { frames: 170 }],
    ["its move", 3, { move: "zoom_out" }],
    ["its subject's place", 3, { subjectPlace: { x: 0.2, y: 0.4 } }],
    ["its caption", 1, { words: [{ text: "Another text", start: 0.3, end: 3.5 }] }],
    ["its narration alone", 0, { narration: "another voice" }],
    ["its transition to another", 1, { transition: "fade" }],
    ["its transition to a cut", 2, { transition: "cut" }],
  ])("that changes %s makes %i pieces new", (_what, count, change) => {
    expect(fresh(film({ 30: change }))).toBe(count);
  });

  it("that takes it out makes one transition new", () => {
    const scenes = film();
    scenes.splice(30, 1);
    const before = scenes.map((scene, index) => ({
      ...scene,
      transitionBefore: scenes[index - 1]?.transition ?? "cut",
    }));
    expect(fresh(before.map((scene, index) => ({ ...scene, index })))).toBe(1);
  });
});

describe("a variant", () => {
  it("of another size or fit makes all pieces new", () => {
    expect(fresh(film(), { ...format, width: 720, height: 1280 })).toBe(119);
    expect(fresh(film(), { ...format, fit: "contain" })).toBe(119);
  });

  it.each<[FilmFormat["captions"]]>([[null], ["highlight"]])("with captions %s makes only bodies new", (captions) => {
    expect(fresh(film(), { ...format, captions })).toBe(60);
  });

  it("with a shade makes new what the shade may reach", () => {
    expect(fresh(film(), { ...format, captions: "scrim" })).toBe(119);
  });
});

describe("a piece's name", () => {
  it("is another for a clip and a still of the same bytes", () => {
    const [still] = names([film()[0] as SceneCut]);
    const [clip] = names([{ ...(film()[0] as SceneCut), clip: "picture 0" }]);
    expect(clip).not.toBe(still);
  });

  it("knows neither where files lie nor which scene of the film it is", () => {
    const scene = film()[30] as SceneCut;
    const [here, there] = [scene, { ...scene, index: 31, picture: "/elsewhere/picture" }].map((cut) =>
      piecesOf([cut]).map((piece) => pieceName(piece, format, ["the same bytes"])),
    );
    expect(there).toEqual(here);
  });
});
