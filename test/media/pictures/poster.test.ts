import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFfmpeg, type RunFfmpeg } from "../../../media/ffmpeg.ts";
import { findFfmpeg } from "../../../media/find-ffmpeg.ts";
import { pictureSize } from "../../../media/pictures/pictures.ts";
import { choosePoster as choose, writePoster } from "../../../media/pictures/poster.ts";
import { drawTitleCard } from "../../../media/pictures/title-card.ts";
import { createPreparedPictures } from "../../../media/pieces/prepared-pictures.ts";
import type { SceneCut } from "../../../media/types.ts";
import { type Colour, framesOf, pixelAt, writePicture, writePng, writeTexture } from "../darkroom.ts";

const never = new AbortController().signal;
const size = { width: 320, height: 180 };
let folder: string;
let run: RunFfmpeg;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-poster-"));
  run = createFfmpeg((await findFfmpeg()).path);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cut: SceneCut = {
  ...{ index: 0, frames: 30, picture: "", clip: null, subjectPlace: null, move: "zoom_in" },
  ...{ transition: "cut", transitionBefore: "cut", isLast: true, words: [], narration: null },
};
const scene = (picture: string): SceneCut => ({ ...cut, picture });

/** Judges scenes by their prepared pictures, as a film does. */
async function choosePoster(scenes: readonly SceneCut[], prepared: string[] = []) {
  const watched: RunFfmpeg = (job, signal) => {
    prepared.push(String(job.inputs[0]?.source));
    return run(job, signal);
  };
  const pictures = createPreparedPictures(watched, folder, { ...size, captions: null, fit: null });
  return choose(scenes, (one) => pictures.worth(one, never));
}

describe("choosePoster", () => {
  it("takes the first picture where others are no better", async () => {
    const scenes = [130, 140, 120].map((tint, index) =>
      scene(writeTexture(join(folder, `alike-${index}.png`), [tint, tint, tint], size)),
    );
    expect(await choosePoster(scenes)).toBe(scenes[0]);
    expect(await choosePoster([])).toBeNull();
  });

  it.each<[string, (x: number, y: number) => Colour]>([
    ["dark", (x, y) => [(x % 9) * 3, (y % 7) * 3, 20]],
    ["empty", () => [150, 160, 170]],
    ["blurred", (x, y) => [100 + x / 8, 100 + y / 8, 120]],
    ["washed out", (x, y) => [255, 250 - (x % 5), 250 - (y % 5)]],
  ])("passes over a picture that is %s", async (name, colourAt) => {
    const poor = scene(writePicture(join(folder, `${name}.png`), size, colourAt));
    const good = scene(writeTexture(join(folder, `beside-${name}.png`), [130, 120, 110], size));
    expect(await choosePoster([poor, good])).toBe(good);
  });

  it("takes no title card as long as there is a picture, however poor", async () => {
    const path = join(folder, "card.png");
    await writeFile(path, await drawTitleCard("The lantern", "joyful", size.width, size.height));
    const card = { ...scene(path), isTitleCard: true };
    const poor = scene(writePicture(join(folder, "poor.png"), size, () => [30, 30, 40]));
    expect(await choosePoster([card, poor])).toBe(poor);
    expect(await choosePoster([card])).toBe(card);
  });

  it("looks at no other picture when one is good enough", async () => {
    const good = ["first", "second"].map((name) =>
      scene(
        writePng(join(folder, `${name}.png`), size, (x, y) =>
          ((x >> 4) + (y >> 4)) % 2 ? [30, 30, 30] : [220, 220, 220],
        ),
      ),
    );
    const prepared: string[] = [];
    expect(await choosePoster(good, prepared)).toBe(good[0]);
    expect(prepared).toEqual([good[0]?.picture]);
  });

  it("tells no film's end: it looks at the first scenes only", async () => {
    const dull = scene(writePicture(join(folder, "dull.png"), size, () => [90, 90, 90]));
    const good = scene(writeTexture(join(folder, "late.png"), [130, 120, 110], size));
    expect(await choosePoster([dull, dull, dull, dull, dull, good])).toBe(dull);
  });
});

describe("writePoster", () => {
  it("writes a JPEG of the film's size in the picture's colours", async () => {
    const isRed = (x: number, y: number) => (x > 80 && x < 240) || y % 20 < 10;
    const colourAt = (x: number, y: number): Colour => (isRed(x, y) ? [200, 60, 40] : [90, 120, 160]);
    const picture = writePicture(join(folder, "red.png"), size, colourAt);
    const output = join(folder, "poster.jpg");
    await writePoster(run, scene(picture), { film: { ...size, fit: null }, output }, never);
    expect(await pictureSize(run, output, never)).toEqual(size);
    const png = join(folder, "poster.png");
    await run(jobTo(output, png), never);
    const [frame = Buffer.alloc(0)] = framesOf(png, size);
    const off = pixelAt(frame, size.width, 100, 90).map((part, at) => Math.abs(part - ([200, 60, 40][at] ?? 0)));
    expect(Math.max(...off)).toBeLessThanOrEqual(4);
  });

  it("shows a picture of another shape whole, or cuts it around its subject, as the film does", async () => {
    const isRight = (x: number) => x >= 160;
    const picture = writePicture(join(folder, "halves.png"), size, (x) =>
      isRight(x) ? [220, 220, 220] : [40, 40, 40],
    );
    const film = { width: 90, height: 160 };
    const lights = async (fit: "cover" | "contain", place: number) => {
      const output = join(folder, `${fit}.jpg`);
      const png = join(folder, `${fit}.png`);
      await writePoster(
        run,
        { picture, subjectPlace: { x: place, y: 0.5 } },
        { film: { ...film, fit }, output },
        never,
      );
      await run(jobTo(output, png), never);
      const [frame = Buffer.alloc(0)] = framesOf(png, film);
      return [5, 84].map((x) => pixelAt(frame, film.width, x, 80)[0]);
    };
    const [left = 0, right = 0] = await lights("contain", 0.9);
    expect(left).toBeLessThan(60);
    expect(right).toBeGreaterThan(200);
    expect(Math.min(...(await lights("cover", 0.9)))).toBeGreaterThan(200);
    expect(Math.max(...(await lights("cover", 0.1)))).toBeLessThan(60);
  });
});

/** A picture as a file that loses nothing. */
function jobTo(source: string, output: string) {
  const outputOptions = ["-map", "[film]", "-frames:v", "1", "-f", "image2"];
  return { inputs: [{ source }], filter: "[0:v]scale,format=rgb24[film]", outputOptions, output, deadlineSeconds: 20 };
}
