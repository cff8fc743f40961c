import { describe, expect, it } from "vitest";
import { createEspeak, parseVoices } from "../../../../providers/draft/speech/espeak.ts";

const TABLE = `Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  de              --/M      German             gmw/de
 5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
 5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)
`;

describe("espeak-ng", () => {
  it("is understood when it lists its voices", () => {
    expect(parseVoices(TABLE).map(({ language, file, aliases }) => [language, file, aliases])).toEqual([
      ["de", "gmw/de", []],
      ["cmn", "sit/cmn", ["zh-cmn", "zh"]],
      ["pt-br", "roa/pt-BR", ["pt"]],
    ]);
  });

  it("is missed without an error where it is not installed", async () => {
    expect(await createEspeak("no-such-program-anywhere").voices()).toBeNull();
  });

  it("is stopped by a cancelled call", async () => {
    // `cat` waits for input like espeak-ng does, and is on every machine that runs these tests.
    const speak = createEspeak("cat").speak("text", "de", AbortSignal.abort());
    await expect(speak).rejects.toMatchObject({ code: "cancelled" });
  });

  it("passes on what a failing program says", async () => {
    const speak = createEspeak("cat").speak("text", "de", new AbortController().signal);
    await expect(speak).rejects.toMatchObject({ code: "vendor_failed", message: expect.stringContaining("cat") });
  });
});
