import { describe, expect, it } from "vitest";
import { captionFonts } from "../../../media/captions/fonts.ts";
import { layOutLine, type WritingDirection, writingDirection } from "../../../media/captions/text-layout.ts";

/** Outlines from left to right. */
async function outlines(text: string, direction: WritingDirection = writingDirection(text)): Promise<string[]> {
  const { glyphs } = layOutLine(text, direction, await captionFonts());
  return glyphs.map(({ path }) => path);
}

async function width(text: string): Promise<number> {
  return layOutLine(text, writingDirection(text), await captionFonts()).width;
}

describe("writingDirection", () => {
  it("follows most letters", () => {
    expect(writingDirection("Pixora 2 בית קטן ליד הים")).toBe("rtl");
    expect(writingDirection("The word שלום means peace")).toBe("ltr");
    expect(writingDirection("2, 3!")).toBe("ltr");
  });
});

describe("layOutLine", () => {
  it("puts the first Hebrew letter at the right and the full stop at the left", async () => {
    const letters = (await Promise.all(["א", "ב", "ג"].map((letter) => outlines(letter)))).flat();
    const line = await outlines("אבג.", "rtl");
    expect(line).toHaveLength(4);
    expect(line.slice(1)).toEqual(letters.reverse());
  });

  it("keeps numbers inside right-to-left text from left to right", async () => {
    const [one, two] = await outlines("עמוד 12", "rtl");
    const [first, second] = await outlines("עמוד 21", "rtl");
    expect([two, one]).toEqual([first, second]);
    expect(one?.length).toBeLessThan(two?.length ?? 0);
  });

  it("joins Arabic letters", async () => {
    const apart = await outlines("ب");
    const joined = await outlines("ببب");
    expect(joined.filter((path) => !apart.includes(path))).toHaveLength(3);
    expect(await width("ببب")).toBeLessThan(3 * (await width("ب")));
  });

  it("puts a Devanagari short i before its consonant and makes one sign of a conjunct", async () => {
    const [consonant = ""] = await outlines("न");
    const syllable = await outlines("नि");
    expect(syllable).toHaveLength(2);
    expect(syllable[1]).toBe(consonant);
    expect(await outlines("क्ष")).toHaveLength(1);
  });

  it("measures a line as the sum of what it shows", async () => {
    expect(await width("")).toBe(0);
    expect(await width("iiii")).toBeLessThan(await width("mmmm"));
    expect(await width("a b")).toBeGreaterThan(await width("ab"));
    expect(await width("Ж क א ا")).toBeGreaterThan(1);
  });

  it("tells of each glyph where in the text it belongs, and how far it goes", async () => {
    const fonts = await captionFonts();
    const { text, width, glyphs } = layOutLine("אב cd", "rtl", fonts);
    expect(text).toBe("אב cd");
    expect(glyphs.map(({ at }) => at)).toEqual([3, 4, 1, 0]);
    const end = (glyphs.at(-1)?.x ?? 0) + (glyphs.at(-1)?.advance ?? 0);
    expect(end).toBeCloseTo(width, 6);
  });

  it("measures how far marks and tails reach above and below the baseline", async () => {
    const fonts = await captionFonts();
    const [flat, tall, deep] = ["xz", "ẪÅ", "gjp"].map((text) => layOutLine(text, "ltr", fonts));
    expect(flat?.rise).toBeGreaterThan(0.4);
    expect(flat?.drop).toBeLessThan(0.05);
    expect(tall?.rise).toBeGreaterThan((flat?.rise ?? 0) + 0.3);
    expect(deep?.drop).toBeGreaterThan(0.15);
  });

  it("shows a letter with a mark the same, composed or not", async () => {
    expect(await outlines("e\u0301")).toEqual(await outlines("\u00e9"));
  });
});
