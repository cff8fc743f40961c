import { describe, expect, it } from "vitest";
import {
  frameSize,
  isSameFilm,
  MAX_PROMPT_LENGTH,
  requestConflict,
  VariantChanges,
  VideoRequest,
  variantRequest,
} from "../../models/request.ts";

describe("a request", () => {
  it("needs only a prompt", () => {
    const request = VideoRequest.parse({ prompt: "  A fox  " });
    expect(request).toMatchObject({
      prompt: "A fox",
      durationSeconds: 30,
      aspectRatio: "16:9",
      narration: true,
      scenes: null,
    });
  });

  it.each([
    [{ prompt: "" }],
    [{ prompt: " \n\t " }],
    [{ prompt: "x".repeat(MAX_PROMPT_LENGTH + 1) }],
    [{ prompt: "x", durationSeconds: 4.9 }],
    [{ prompt: "x", durationSeconds: 601 }],
    [{ prompt: "x", scenes: 0 }],
    [{ prompt: "x", scenes: 61 }],
    [{ prompt: "x", scenes: 2.5 }],
    [{ prompt: "x", seed: -1 }],
    [{ prompt: "x", budgetUsd: Number.NaN }],
    [{ prompt: "x", language: "english please" }],
    [{ prompt: "x", language: "en-12" }],
    [{ prompt: "x", language: "en-US-GB" }],
    [{ prompt: "x", aspect: "16:9" }],
  ])("is refused when it reads %j", (input) => {
    expect(VideoRequest.safeParse(input).success).toBe(false);
  });

  it.each(["en", "pt-BR", "zh-Hant-TW", "yue", "deu"])("takes the language code %s", (language) => {
    expect(VideoRequest.parse({ prompt: "x", language }).language).toBe(language);
  });

  it("takes any script and any sign", () => {
    const prompt = "एक लोमड़ी، ثعلب 狐狸 🦊 \"quotes\" 'and' %{}:,\\ \n new lines";
    expect(VideoRequest.parse({ prompt }).prompt).toBe(prompt);
  });

  it("is told when its scenes do not fit into its duration, with what would", () => {
    const request = VideoRequest.parse({ prompt: "x", durationSeconds: 10, scenes: 11 });
    expect(requestConflict(request)).toBe(
      "11 scenes do not fit into 10 s: ask for at most 10 scenes, or at least 11 s",
    );
    expect(requestConflict({ ...request, scenes: 10 })).toBeNull();
  });
});

describe("the changes of a variant", () => {
  it.each([
    [{ aspectRatio: "1:1" }],
    [{ resolution: "1080p", captions: "none" }],
    [{ captionStyle: "scrim", fit: null }],
  ])("may be %j", (changes) => {
    expect(VariantChanges.parse(changes)).toEqual(changes);
  });

  it.each([[{}], [{ fit: undefined }], [{ aspectRatio: null }], [{ aspectRatio: "1:1", seed: 2 }], [{ prompt: "x" }]])(
    "may not be %j",
    (changes) => {
      expect(VariantChanges.safeParse(changes).success).toBe(false);
    },
  );

  it("fill nothing in, and leave all else of the request but the budget as it was", () => {
    const source = VideoRequest.parse({ prompt: "x", captions: "none", style: "anime", budgetUsd: 7 });
    expect(VariantChanges.parse({ resolution: "1080p" })).toEqual({ resolution: "1080p" });
    const changes = { resolution: "1080p", fit: undefined } as const;
    expect(variantRequest(source, changes)).toEqual({ ...source, resolution: "1080p", budgetUsd: 0 });
  });
});

describe("the same film", () => {
  const request = VideoRequest.parse({ prompt: "x" });

  it.each([{ aspectRatio: "16:9" }, { captionStyle: "box" }, { fit: null }] as const)("is made by %j", (changes) => {
    expect(isSameFilm(request, variantRequest(request, changes))).toBe(true);
  });

  it("is made in another style of captions that are not in the picture", () => {
    const silent = { ...request, captions: "files" as const };
    expect(isSameFilm(silent, variantRequest(silent, { captionStyle: "scrim" }))).toBe(true);
  });

  it.each([{ aspectRatio: "9:16" }, { captionStyle: "scrim" }, { fit: "cover" }, { captions: "none" }] as const)(
    "is not made by %j",
    (changes) => {
      expect(isSameFilm(request, variantRequest(request, changes))).toBe(false);
    },
  );
});

describe("the frame size", () => {
  it.each([
    ["16:9", "720p", 1280, 720],
    ["9:16", "1080p", 1080, 1920],
    ["1:1", "720p", 720, 720],
  ] as const)("of %s at %s is %i × %i", (aspect, resolution, width, height) => {
    expect(frameSize(aspect, resolution)).toEqual({ width, height });
  });
});
