import { describe, expect, it } from "vitest";
import { createProviders } from "../../providers/index.ts";

describe("the choice of vendors", () => {
  it("falls to the draft vendor where there is no key, and says so", () => {
    const { providers, notices } = createProviders({ dataDir: "/nowhere", vendorKeys: [] });
    expect(Object.values(providers).map((provider) => provider.vendor)).toEqual(Array(5).fill("draft"));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/No key is set for language, image, speech, music, storage.*draft vendor/);
  });

  it("names every key that this version cannot use", () => {
    const { notices } = createProviders({ dataDir: "/nowhere", vendorKeys: ["FAL_KEY", "REPLICATE_API_TOKEN"] });
    expect(notices.filter((notice) => notice.startsWith("FAL_KEY is set, but"))).toHaveLength(1);
    expect(notices.filter((notice) => notice.startsWith("REPLICATE_API_TOKEN is set, but"))).toHaveLength(1);
  });
});
