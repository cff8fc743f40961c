import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import type { CharacterProfile } from "../../../../models/character.ts";
import { createDraftImages } from "../../../../providers/draft/image/index.ts";
import { drawStill } from "../../../../providers/draft/image/still.ts";
import type { ImageRequest, StillSubject } from "../../../../providers/types.ts";
import { paidContext } from "../../../contract/context.ts";
import { describeImageProvider, pngSize, sheetRequest, stillRequest } from "../../../contract/image-provider.ts";

describeImageProvider("the draft vendor", () => createDraftImages());

const GIRL: CharacterProfile = {
  id: "ada",
  name: "Ada",
  kind: "young girl",
  appearance: "bright red dress, black hair",
};

interface Scene {
  cast?: readonly CharacterProfile[];
  picture?: Partial<StillSubject["picture"]>;
  request?: Partial<ImageRequest>;
}

function scene({ cast = [], picture = {}, request = {} }: Scene = {}): ImageRequest {
  return stillRequest({
    ...request,
    subject: {
      kind: "still",
      mood: "calm",
      cast: cast.map((character) => ({ character, path: null })),
      picture: {
        description: "A morning in the open country.",
        place: "meadow",
        subjects: [],
        timeOfDay: "day",
        weather: "clear",
        shot: "medium",
        ...picture,
      },
    },
  });
}

function svgOf(request: ImageRequest): string {
  if (request.subject.kind !== "still") throw new Error("not a still");
  return drawStill(request, request.subject).svg;
}

function pixels(request: ImageRequest, width = 160): Buffer {
  return new Resvg(svgOf(request), { fitTo: { mode: "width", value: width } }).render().pixels;
}

/** Share of the pixels that differ clearly between two pictures of the same size. */
function difference(a: Buffer, b: Buffer): number {
  let changed = 0;
  for (let at = 0; at < a.length; at += 4) {
    const far = [0, 1, 2].reduce((sum, part) => sum + Math.abs((a[at + part] ?? 0) - (b[at + part] ?? 0)), 0);
    if (far > 40) changed++;
  }
  return changed / (a.length / 4);
}

/** The three commonest colours of what the cast adds to a scene, coarse enough to ignore edges. */
function coloursOfCast(picture: Partial<StillSubject["picture"]>, seed: number): string[] {
  const withCast = pixels(scene({ cast: [GIRL], picture, request: { seed } }), 480);
  const without = pixels(scene({ picture, request: { seed } }), 480);
  const counts = new Map<string, number>();
  for (let at = 0; at < withCast.length; at += 4) {
    const color = [...withCast.subarray(at, at + 3)];
    const moved = color.reduce((sum, value, part) => sum + Math.abs(value - (without[at + part] ?? 0)), 0);
    const name = color.map((value) => value >> 5).join(",");
    if (moved > 120) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 2)
    .map(([name]) => name)
    .sort();
}

describe("where the subject is", () => {
  const FOX: CharacterProfile = { id: "rust", name: "Rust", kind: "red fox", appearance: "red fur" };
  const placeIn = (request: ImageRequest) => {
    if (request.subject.kind !== "still") throw new Error("not a still");
    return drawStill(request, request.subject).subjectPlace;
  };

  /** Middle of what the cast changes in a picture of 160 pixels, in parts of it. */
  function middleOfCast(cast: readonly CharacterProfile[], seed: number) {
    const [width, height] = [160, 90];
    const [withCast, without] = [pixels(scene({ cast, request: { seed } })), pixels(scene({ request: { seed } }))];
    let [mass, x, y] = [0, 0, 0];
    for (let at = 0; at < width * height; at++) {
      const far = [0, 1, 2].reduce(
        (sum, part) => sum + Math.abs((withCast[at * 4 + part] ?? 0) - (without[at * 4 + part] ?? 0)),
        0,
      );
      if (far < 90) continue;
      mass += 1;
      x += at % width;
      y += Math.floor(at / width);
    }
    return { x: x / mass / width, y: y / mass / height };
  }

  it.each([1, 2, 3, 4])("is told of somebody alone: the head, above the middle of the figure (seed %i)", (seed) => {
    const place = placeIn(scene({ cast: [GIRL], request: { seed } }));
    const middle = middleOfCast([GIRL], seed);
    expect(Math.abs((place?.x ?? 0) - middle.x)).toBeLessThan(0.05);
    expect(middle.y - (place?.y ?? 0)).toBeGreaterThan(0.03);
    expect(middle.y - (place?.y ?? 0)).toBeLessThan(0.3);
  });

  it("is an animal's head, on the side it looks to", () => {
    const sides = [1, 2, 3, 4, 5, 6].map((seed) => {
      const ahead = (placeIn(scene({ cast: [FOX], request: { seed } }))?.x ?? 0) - middleOfCast([FOX], seed).x;
      expect(Math.abs(ahead)).toBeGreaterThan(0.05);
      return Math.sign(ahead);
    });
    expect(new Set(sides).size).toBe(2);
  });

  it("is that of the first of several, and of nobody in a landscape", () => {
    const both = placeIn(scene({ cast: [GIRL, FOX] }));
    expect(both?.x).toBeLessThan(0.4);
    expect(placeIn(scene())).toBeNull();
  });

  it("comes with the picture", async () => {
    const request = scene({ cast: [GIRL] });
    const produced = await createDraftImages().generate(request, paidContext());
    expect(produced.subjectPlace).toEqual(placeIn(request));
    expect(await createDraftImages().generate(scene(), paidContext())).not.toHaveProperty("subjectPlace");
  });
});

describe("draft pictures", () => {
  it("are the same bytes for the same request", async () => {
    const first = await createDraftImages().generate(stillRequest(), paidContext());
    const second = await createDraftImages().generate(stillRequest(), paidContext());
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  });

  it("differ by seed and by scene, at the same place", () => {
    const first = pixels(scene());
    expect(difference(first, pixels(scene({ request: { seed: 8 } })))).toBeGreaterThan(0.01);
    expect(difference(first, pixels(scene({ picture: { description: "An evening long after." } })))).toBeGreaterThan(
      0.01,
    );
  });

  it.each([
    ["16:9", 1280, 720],
    ["9:16", 720, 1280],
    ["1:1", 720, 720],
  ])("have even sides a quarter longer than the film's at %s", async (_, width, height) => {
    const made = await createDraftImages().generate(scene({ request: { width, height } }), paidContext());
    expect(pngSize(made.bytes)).toEqual({ width: width * 1.25, height: height * 1.25 });
  });

  it("show the cast and the subjects, and keep them above the captions", () => {
    const empty = pixels(scene());
    const peopled = pixels(scene({ cast: [GIRL] }));
    expect(difference(empty, peopled)).toBeGreaterThan(0.03);
    expect(difference(peopled, pixels(scene({ cast: [GIRL], picture: { subjects: ["lantern"] } })))).toBeGreaterThan(
      0.005,
    );
    const foot = Math.ceil(empty.length * 0.87);
    expect(difference(empty.subarray(foot), peopled.subarray(foot))).toBeLessThan(0.05);
  });

  it("keep a mouse visible beside a giant", () => {
    const giant: CharacterProfile = { id: "og", name: "Og", kind: "giant", appearance: "huge, green tunic" };
    const mouse: CharacterProfile = { id: "pip", name: "Pip", kind: "mouse", appearance: "grey" };
    const both = pixels(scene({ cast: [giant, mouse] }));
    expect(difference(both, pixels(scene()))).toBeGreaterThan(0.06);
    expect(difference(both, pixels(scene({ cast: [giant] })))).toBeGreaterThan(0.02);
  });

  it("keep the cast as clear in fog as in clear air", () => {
    for (const timeOfDay of ["day", "dusk"] as const) {
      const seen = (weather: "clear" | "fog"): number => {
        const picture = { place: "open sea", timeOfDay, weather };
        const keeper = { id: "tom", name: "Tom", kind: "lighthouse keeper", appearance: "blue coat" };
        return difference(pixels(scene({ cast: [keeper], picture })), pixels(scene({ picture })));
      };
      expect(seen("fog"), timeOfDay).toBeGreaterThan(seen("clear") * 0.8);
    }
  });

  it("draw a character in the same colours in two scenes of one light", () => {
    const here = coloursOfCast({ place: "meadow", description: "Ada looks up." }, 1);
    const there = coloursOfCast({ place: "beach", description: "Much later Ada sees the water." }, 2);
    expect(there).toEqual(here);
  });

  it("put no word of a user's into the drawing", () => {
    const evil = '</svg><script>alert("x")</script>&xxe;\u0000 url(#d0) {}%\' 狐狸 🦊';
    const cast = [{ id: "evil", name: evil.slice(0, 60), kind: evil.slice(0, 60), appearance: evil }];
    const svg = svgOf(
      scene({ cast, picture: { place: evil, description: evil, subjects: [evil, "fox"] }, request: { style: evil } }),
    );
    expect(svg).not.toMatch(/script|alert|xxe|狐狸|🦊/);
    expect(() => new Resvg(svg).render()).not.toThrow();
  });

  it("look different in every style", () => {
    const styles = [
      "realistic",
      "cartoon",
      "anime",
      "cinematic",
      "artistic",
      "vintage",
      "futuristic",
      "noir",
      "watercolor",
    ];
    const drawn = styles.map((style) => pixels(scene({ cast: [GIRL], request: { style } }), 80));
    drawn.forEach((one, index) => {
      for (const other of drawn.slice(index + 1)) expect(difference(one, other)).toBeGreaterThan(0.02);
    });
  });

  it("turn a character for its sheet", async () => {
    const views = (["front", "side", "back"] as const).map((view) =>
      createDraftImages().generate(sheetRequest(view), paidContext()),
    );
    const made = await Promise.all(views);
    expect(new Set(made.map(({ bytes }) => Buffer.from(bytes).toString("base64"))).size).toBe(3);
  });

  it("cost nothing", () => {
    expect(createDraftImages().price({ width: 1280, height: 720, references: 0 })).toEqual({ minUsd: 0, maxUsd: 0 });
  });
});
