import { describe, expect, it } from "vitest";
import { checkRequest } from "../../tools/request-check.ts";
import { toolDeps } from "./deps.ts";

const { providers } = toolDeps();
const draft = { ...providers, language: { ...providers.language, translates: false } };

describe("the language of a film", () => {
  it("is the prompt's own when none is asked for", async () => {
    expect((await checkRequest({ prompt: "Лиса находит фонарь" }, draft)).language).toBe("ru");
  });

  it("is the asked one where the model translates", async () => {
    const checked = await checkRequest({ prompt: "The fox and the lantern", language: "de" }, providers);
    expect(checked).toMatchObject({ language: "de", degraded: [] });
  });

  it("stays the prompt's own where nobody translates, and the result says so", async () => {
    const checked = await checkRequest({ prompt: "The fox and the lantern", language: "de" }, draft);
    expect(checked.language).toBe("en");
    expect(checked.degraded).toMatchObject([{ wanted: "a film in German", got: "a film in English" }]);
  });
});

describe("a wish that no vendor can meet", () => {
  it("is said beforehand, each by itself", async () => {
    const url = "https://example.com/a";
    const input = { prompt: "A fox", referenceUrls: [url], voiceSampleUrl: url };
    const able = { ...providers, speech: { ...providers.speech, takesVoiceSample: true } };
    expect((await checkRequest(input, able)).degraded.map(({ wanted }) => wanted)).toEqual([]);
    const unable = { ...providers, image: { ...providers.image, maxReferences: 0 } };
    const checked = await checkRequest(input, unable);
    expect(checked.degraded.map(({ wanted }) => wanted)).toEqual([
      "pictures of yours as reference",
      "the voice of a recording",
    ]);
    expect(checked).toMatchObject({ referenceUrls: [], voiceSampleUrl: null });
  });
});

describe("a request that cannot be carried out", () => {
  it("names every field that is wrong, in one line", async () => {
    const input = { prompt: "", durationSeconds: 1, colour: "red" };
    await expect(checkRequest(input, providers)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringMatching(/^prompt: .*; durationSeconds: .*; request: .*colour/),
    });
  });

  it("is stopped by a language that the voice cannot speak, but only if there is to be a voice", async () => {
    const refusal = () => Promise.reject(new Error("mute"));
    const mute = { ...providers, speech: { ...providers.speech, check: refusal } };
    await expect(checkRequest({ prompt: "x" }, mute)).rejects.toThrow("mute");
    await expect(checkRequest({ prompt: "x", narration: false }, mute)).resolves.toMatchObject({ language: "en" });
  });
});
