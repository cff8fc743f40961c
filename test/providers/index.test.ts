import { describe, expect, it } from "vitest";
import { readConfig } from "../../models/config.ts";
import { createProviders } from "../../providers/index.ts";

describe("the choice of vendors", () => {
  it("falls to the draft vendor where there is no key, and says so", () => {
    const { providers, notices } = createProviders({ ...readConfig({}), dataDir: "/nowhere" });
    const { language, image, speech, music, storage } = providers;
    expect([language, image, speech, music, storage].map(({ vendor }) => vendor)).toEqual(Array(5).fill("draft"));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/No key is set for language, image, speech, music, storage.*draft vendor/);
  });

  it("takes a live vendor for each capability that has a key, and says who is paid", () => {
    const keys = { OPENAI_API_KEY: "sk-secret", FAL_KEY: "id:secret", REPLICATE_API_TOKEN: "r8_secret" };
    const storage = { SUPABASE_URL: "https://x.supabase.co", SUPABASE_SERVICE_ROLE_KEY: "sb_secret_1" };
    const chosen = createProviders({ ...readConfig({ ...keys, ...storage }), dataDir: "/nowhere" });
    const { language, image, video, speech, music, storage: files, records } = chosen.providers;
    const vendors = [language, image, video, speech, music, files, records].map((provider) => provider?.vendor);
    expect(vendors).toEqual(["openai", "fal", "fal", "replicate", "replicate", "supabase", "supabase"]);
    expect(chosen.readsForeignFiles).toBe(true);
    expect(chosen.notices).toEqual([
      expect.stringContaining("paid by your accounts: openai for language, fal for image"),
    ]);
    expect(JSON.stringify(chosen.notices)).not.toContain("secret");
  });

  it("mixes: what has no key stays with the draft vendor, by name", () => {
    const { providers, notices } = createProviders({ ...readConfig({ FAL_KEY: "k" }), dataDir: "/nowhere" });
    expect([providers.image.vendor, providers.speech.vendor]).toEqual(["fal", "draft"]);
    expect(notices[0]).toContain("No key is set for language, speech, music, storage");
    expect(notices[1]).toContain("fal for image");
  });

  it.each([
    ["PIXORA_IMAGE_MODEL", { FAL_KEY: "k" }],
    ["PIXORA_EDIT_MODEL", { FAL_KEY: "k" }],
    ["PIXORA_VIDEO_MODEL", { FAL_KEY: "k" }],
    ["PIXORA_SPEECH_MODEL", { REPLICATE_API_TOKEN: "t" }],
    ["PIXORA_MUSIC_MODEL", { REPLICATE_API_TOKEN: "t" }],
  ])("refuses a model in %s that no table knows, and names those that are known", (variable, keys) => {
    const config = { ...readConfig({ ...keys, [variable]: "nobody/nothing" }), dataDir: "/nowhere" };
    const message = expect.stringMatching(new RegExp(`${variable}.*nobody/nothing.*[\\w-]+/[\\w-]+`));
    expect(() => createProviders(config)).toThrow(expect.objectContaining({ code: "invalid_request", message }));
  });
});
