import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DrawnCaption, drawCaptions } from "../../../media/captions/caption-overlay.ts";
import { type Area, safeArea } from "../../../media/captions/caption-place.ts";
import { type CaptionCue, captionCues, lineWidthFor } from "../../../media/captions/captions.ts";
import { createKernel } from "../../../media/stills/kernel.ts";
import { createPatchLayer, patchSlots } from "../../../media/stills/patch-layer.ts";
import type { FrameSize } from "../../../media/stills/piece-plan.ts";
import { CaptionStyle } from "../../../models/vocabulary.ts";

const never = new AbortController().signal;
const WIDE = { width: 640, height: 360 };
const UPRIGHT = { width: 360, height: 640 };
const HOSTILE = "{\\an8}%{pts}':,\\[v];[0:v]null & <b>";
const TEXTS = {
  Latin: "She carried it through the snow, past the mill",
  Arabic: "حملت الفانوس عبر الثلج، وتذكّر من رآه شيئًا فقده",
  Hebrew: "היא נשאה את הפנס בשלג, וכל מי שראה נזכר",
  Cyrillic: "Она несла фонарь сквозь снег мимо мельницы",
  Greek: "Κουβαλούσε το φανάρι μέσα στο χιόνι",
};
let folder: string;
let prefixes = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora captions' [a], "));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Luma of the colours that frames have here. */
const LUMA = { white: 235, black: 16, gray: 126 };
type Colour = keyof typeof LUMA;

/** The first frames of one colour under captions, as luma planes. */
async function film(captions: DrawnCaption[], size: FrameSize, colour: Colour, offset = 0): Promise<Buffer[]> {
  const patches = captions.map((caption) => ({
    ...caption,
    firstFrame: caption.firstFrame - offset,
    endFrame: caption.endFrame - offset,
  }));
  const { bytes, count } = patchSlots({ patches });
  const frameBytes = size.width * size.height * 2;
  const kernel = createKernel(frameBytes + count * bytes);
  const addresses = Array.from({ length: count }, (_, at) => frameBytes + at * bytes);
  const layPatches = createPatchLayer({ kernel, folder, plan: { ...size, patches } }, addresses);
  const frames: Buffer[] = [];
  for (let index = 0; index < 10; index++) {
    kernel.memory.fill(LUMA[colour], 0, size.width * size.height);
    await layPatches(index, 0);
    frames.push(Buffer.from(kernel.memory.subarray(0, size.width * size.height)));
  }
  return frames;
}

function draw(cues: CaptionCue[], size: FrameSize, captions: CaptionStyle = "box"): Promise<DrawnCaption[]> {
  return drawCaptions(cues, { ...size, captions }, { folder, prefix: `drawn-${prefixes++}`, signal: never });
}

/** A cue whose words are each heard for so many frames. */
function cueOf(lines: string[], framesEach = 6): CaptionCue {
  const texts = lines.flatMap((line) => line.split(" "));
  const at = (index: number) => (index * framesEach) / 30;
  const words = texts.map((text, index) => ({ text, start: at(index), end: at(index + 1) }));
  return { start: 0, end: at(texts.length), lines, words };
}

/** The first cue of a text in a frame of this shape, seen for a second and more. */
function firstCue(text: string, size: FrameSize): CaptionCue {
  const words = text.split(" ").map((word, index) => ({ text: word, start: index / 3, end: (index + 1) / 3 }));
  const [cue] = captionCues(words, { lineWidth: lineWidthFor(size), until: 60 });
  if (!cue) throw new Error("The text has no words.");
  return cue;
}

/** What two frames share, but for some pixels. */
function changed(frame: Buffer, before: Buffer): number[] {
  return [...frame.keys()].filter((at) => Math.abs((frame[at] ?? 0) - (before[at] ?? 0)) > 8);
}

/** The smallest area around these pixels. */
function areaAround(pixels: readonly number[], { width }: FrameSize): Area {
  const least = (values: number[]) => values.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const most = (values: number[]) => values.reduce((one, other) => Math.max(one, other), 0);
  const columns = pixels.map((at) => at % width);
  const rows = pixels.map((at) => Math.floor(at / width));
  return { left: least(columns), top: least(rows), right: most(columns) + 1, bottom: most(rows) + 1 };
}

/** Light as eyes see it, from 0 to 1, of a grey pixel. */
function lightOf(luma: number): number {
  const part = Math.min(1, Math.max(0, (luma - 16) / 219));
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Contrast of the letters' inner parts to what is a few pixels around them. */
function textContrast(letters: Buffer, frame: Buffer, { width, height }: FrameSize): number {
  const isCore = (at: number) => (letters[at] ?? 0) > 225;
  const core: number[] = [];
  const around = new Set<number>();
  for (let at = 3 * width; at < width * (height - 3); at++) {
    if (!isCore(at)) continue;
    core.push(at);
    for (const away of [-3, 3, -3 * width, 3 * width]) if ((letters[at + away] ?? 0) < 60) around.add(at + away);
  }
  const mean = (pixels: number[]) => pixels.reduce((sum, at) => sum + lightOf(frame[at] ?? 0), 0) / pixels.length;
  expect(core.length).toBeGreaterThan(300);
  expect(around.size).toBeGreaterThan(300);
  return (mean(core) + 0.05) / (mean([...around]) + 0.05);
}

describe("drawCaptions", () => {
  const sizes = [WIDE, UPRIGHT, { width: 480, height: 480 }];
  const looks = CaptionStyle.options.flatMap((style) => sizes.map((size) => ({ style, ...size })));

  it.each(looks)(
    "keeps the letters of all scripts inside what is safe in $width x $height, as $style",
    async (look) => {
      const safe = safeArea(look);
      for (const text of Object.values(TEXTS)) {
        const [frame = Buffer.of()] = await film(
          await draw([{ ...firstCue(text, look), words: [] }], look, look.style),
          look,
          "black",
        );
        const letters = [...frame.keys()].filter((at) => (frame[at] ?? 0) > 100);
        const area = areaAround(letters, look);
        expect(letters.length).toBeGreaterThan(400);
        expect(area.left).toBeGreaterThanOrEqual(Math.floor(safe.left));
        expect(area.right).toBeLessThanOrEqual(Math.ceil(safe.right));
        expect(area.top).toBeGreaterThanOrEqual(safe.top);
        expect(area.bottom).toBeLessThanOrEqual(Math.ceil(safe.bottom));
        expect(Math.abs(area.left + area.right - look.width)).toBeLessThan(0.03 * look.width);
      }
    },
  );

  it.each(looks)("sets letters off from white and from black in $width x $height, as $style", async (look) => {
    const drawn = await draw([{ ...firstCue(TEXTS.Latin, look), words: [] }], look, look.style);
    const [black = Buffer.of()] = await film(drawn, look, "black");
    const [white = Buffer.of()] = await film(drawn, look, "white");
    expect(textContrast(black, black, look)).toBeGreaterThan(4.5);
    expect(textContrast(black, white, look)).toBeGreaterThan(4.5);
  });

  it("gives each style a look of its own", async () => {
    const cue = firstCue(TEXTS.Latin, WIDE);
    const [empty = Buffer.of()] = await film([], WIDE, "white");
    const [box = [], scrim = [], highlight = []] = await Promise.all(
      CaptionStyle.options.map(async (style) => {
        const [frame = Buffer.of()] = await film(await draw([{ ...cue, words: [] }], WIDE, style), WIDE, "white");
        return changed(frame, empty);
      }),
    );
    const [boxed, shaded, edged] = [box, scrim, highlight].map((pixels) => areaAround(pixels, WIDE));
    expect(shaded).toMatchObject({ left: 0, right: WIDE.width, bottom: WIDE.height });
    expect(boxed?.bottom).toBeLessThan(WIDE.height);
    expect(edged?.right).toBeLessThan(boxed?.right ?? 0);
    expect(highlight.length).toBeLessThan(box.length / 1.5);
  });

  it("draws nothing where captions are not drawn into the picture", async () => {
    const frame = { ...WIDE, captions: null };
    expect(await drawCaptions([cueOf(["One"])], frame, { folder, prefix: "none", signal: never })).toEqual([]);
  });

  it("shows each cue in its own frames and no other", async () => {
    const cues = [
      { start: 2 / 30, end: 4 / 30, lines: ["One"], words: [] },
      { start: 4 / 30, end: 5 / 30, lines: ["Two"], words: [] },
      { start: 7 / 30, end: 20 / 30, lines: ["Three"], words: [] },
      { start: 1, end: 1.001, lines: ["Too short for a frame"], words: [] },
    ];
    const drawn = await draw(cues, WIDE);
    expect(drawn).toHaveLength(3);
    const kinds = (frames: Buffer[]) => frames.map((frame) => frames.findIndex((other) => other.equals(frame)));
    expect(kinds(await film(drawn, WIDE, "gray"))).toEqual([0, 0, 2, 2, 4, 0, 0, 7, 7, 7]);
    expect(kinds(await film(drawn, WIDE, "gray", 3))).toEqual([0, 1, 2, 2, 4, 4, 4, 4, 4, 4]);
  });

  it("draws text that is made to break filters, as text", async () => {
    const drawn = await draw([{ start: 0, end: 1, lines: [HOSTILE, "\n\u0000-->"], words: [] }], WIDE);
    const plain = await draw([{ start: 0, end: 1, lines: ["x"], words: [] }], WIDE);
    const [hostile, short, empty] = await Promise.all([
      film(drawn, WIDE, "gray"),
      film(plain, WIDE, "gray"),
      film([], WIDE, "gray"),
    ]);
    const around = ([frame = Buffer.of()]: Buffer[]) => areaAround(changed(frame, empty[0] ?? Buffer.of()), WIDE);
    const [wide, narrow] = [around(hostile), around(short)];
    expect(wide.right - wide.left).toBeGreaterThan(8 * (narrow.right - narrow.left));
    expect(Math.abs(wide.bottom - narrow.bottom)).toBeLessThan(0.05 * WIDE.height);
  });

  it.each(CaptionStyle.options)("makes a line smaller that would pass the margins, as %s", async (style) => {
    const word = "W".repeat(60);
    const [frame = Buffer.of()] = await film(await draw([cueOf([word])], UPRIGHT, style), UPRIGHT, "black");
    const area = areaAround(
      [...frame.keys()].filter((at) => (frame[at] ?? 0) > 100),
      UPRIGHT,
    );
    expect(area.left).toBeGreaterThan(0.1 * UPRIGHT.width);
    expect(area.right).toBeLessThan(0.9 * UPRIGHT.width);
  });

  it("draws nothing once it is cancelled", async () => {
    const desk = { folder, prefix: "never", signal: AbortSignal.abort() };
    const drawing = drawCaptions([cueOf(["x"])], { ...WIDE, captions: "box" }, desk);
    await expect(drawing).rejects.toMatchObject({ code: "cancelled" });
    expect((await readdir(folder)).filter((name) => name.startsWith("never"))).toEqual([]);
  });
});

describe("words that light up", () => {
  /** Luma of the light behind a word; of all else, only thin edges of letters are as bright and not white. */
  const isLight = (luma = 0) => luma > 185 && luma < 215;

  /** Middle of what is lit in a frame, and how many pixels are. */
  function light(frame: Buffer) {
    const isInside = (at: number) => [-WIDE.width, -1, 0, 1, WIDE.width].every((away) => isLight(frame[at + away]));
    const lit = [...frame.keys()].filter(isInside);
    const { left, right, top, bottom } = areaAround(lit, WIDE);
    return { x: (left + right) / 2, y: (top + bottom) / 2, pixels: lit.length };
  }

  it("follow each other in time and place, line by line", async () => {
    const frames = await film(await draw([cueOf(["Once upon", "a time"], 2)], WIDE, "highlight"), WIDE, "black");
    const [once, upon, a, time] = [0, 2, 4, 6].map((index) => light(frames[index] ?? Buffer.of()));
    if (!(once && upon && a && time)) throw new Error("Frames are missing.");
    for (const { pixels } of [once, upon, a, time]) expect(pixels).toBeGreaterThan(80);
    expect(upon.x).toBeGreaterThan(once.x + 20);
    expect(upon.y).toBe(once.y);
    expect(a.x).toBeLessThan(upon.x);
    expect(a.y).toBeGreaterThan(once.y + 15);
    expect(time.x).toBeGreaterThan(a.x + 20);
    for (const index of [0, 2, 4, 6]) expect(frames[index + 1]?.equals(frames[index] ?? Buffer.of())).toBe(true);
    expect(light(frames[8] ?? Buffer.of()).pixels).toBe(0);
  });

  it.each(["אחת שתיים שלוש", "واحد اثنان ثلاثة"])("go from right to left in %s", async (line) => {
    const frames = await film(await draw([cueOf([line], 2)], WIDE, "highlight"), WIDE, "black");
    const [first = 0, second = 0, third = 0] = [0, 2, 4].map((index) => light(frames[index] ?? Buffer.of()).x);
    expect(first).toBeGreaterThan(second + 20);
    expect(second).toBeGreaterThan(third + 20);
  });

  it("leave the cue as it is where a word is not in it", async () => {
    const cue = cueOf(["One two"]);
    const strange = { ...cue, words: [{ text: "Three", start: 0, end: 0.4 }] };
    const drawn = await draw([strange], WIDE, "highlight");
    expect(drawn).toHaveLength(1);
    expect(light((await film(drawn, WIDE, "black"))[0] ?? Buffer.of()).pixels).toBe(0);
  });

  it("stay as they are in the other styles", async () => {
    for (const style of ["box", "scrim"] as const) {
      const cue = cueOf(["One two"], 2);
      const frames = await film(await draw([cue], WIDE, style), WIDE, "black");
      expect(frames[2]?.equals(frames[0] ?? Buffer.of())).toBe(true);
    }
  });
});

describe("the shade", () => {
  it("comes and goes in steps, with its patches written once for all scenes", async () => {
    const cue = { start: 4 / 30, end: 6 / 30, lines: ["One"], words: [] };
    const drawn = await draw([cue], WIDE, "scrim");
    const shades = drawn.filter(({ name }) => name.startsWith("shade-"));
    const fileOf = async () => (await stat(join(folder, shades[0]?.name ?? ""))).ino;
    const written = await fileOf();
    const frames = await film(drawn, WIDE, "white");
    const edge = frames.map((frame) => frame.at(-1) ?? 0);
    expect(edge[0]).toBe(LUMA.white);
    for (const index of [1, 2, 3, 4]) expect(edge[index]).toBeLessThan((edge[index - 1] ?? 0) - 20);
    expect(edge[5]).toBe(edge[4]);
    for (const index of [6, 7, 8, 9]) expect(edge[index]).toBeGreaterThan((edge[index - 1] ?? 0) + 20);
    const again = (await draw([cue], WIDE, "scrim")).map(({ name }) => name);
    expect(again).toEqual(expect.arrayContaining(shades.map(({ name }) => name)));
    expect(await fileOf()).toBe(written);
    expect((await readdir(folder)).filter((name) => name.startsWith("shade-640x"))).toHaveLength(4);
  });
});
