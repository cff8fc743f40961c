import { describe, expect, it } from "vitest";
import { missingGlyphs } from "../../../media/captions/fonts.ts";

describe("missingGlyphs", () => {
  it.each([
    ["Latin", "Straße, naïve, Łódź, İstanbul, Nguyễn, þæð — “quoted” … € £ © ™ № •"],
    ["Greek", "Μια φορά κι έναν καιρό, ῥόδον"],
    ["Cyrillic", "Съешь же ещё этих мягких булок, Ґанок, Љубав"],
    ["Devanagari", "क्षत्रिय विद्यार्थी हिन्दी श्री ॐ। १२३ ₹"],
    ["Arabic", "كان يا ما كان، ۱۲۳ پرندہ ٹھیک؟"],
    ["Hebrew", "שָׁלוֹם לכולם ״ציטוט״ ₪"],
    ["punctuation that others may read as orders", "{\\b1}%{pts}':,\\[x];#@~`^|<>&\"-->"],
    ["what leaves no mark", "a\u200db\ufe0f\u00ad\u202e\t\n\u0007\u3000\u200b"],
    ["letters and marks apart", "e\u0301 и\u0306 a\u0302"],
  ])("finds nothing missing in %s", async (_script, text) => {
    expect(await missingGlyphs(text)).toEqual([]);
  });

  it("names emoji whole and each once", async () => {
    expect(await missingGlyphs("A 🦊 and 👨‍👩‍👧, a 🦊")).toEqual(["🦊", "👨‍👩‍👧"]);
  });

  it("names the signs of scripts that are not shipped", async () => {
    expect(await missingGlyphs("日 한 ไ")).toEqual(["日", "한", "ไ"]);
  });

  it("gives ten at most", async () => {
    expect(await missingGlyphs("一二三四五六七八九十百千万")).toHaveLength(10);
  });
});
