import { describe, expect, it } from "vitest";
import { createProviders } from "../../providers/index.ts";

describe("the choice of vendors", () => {
  it("falls to the draft vendor where there is no key, and says so", () => {
    const { providers, notices } = createProviders({ dataDir: "/nowhere" });
    const { language, image, speech, music, storage } = providers;
    expect([language, image, speech, music, storage].map(({ vendor }) => vendor)).toEqual(Array(5).fill("draft"));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/No key is set for language, image, speech, music, storage.*draft vendor/);
  });
});
