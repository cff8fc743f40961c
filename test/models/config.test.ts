import { describe, expect, it } from "vitest";
import { readConfig } from "../../models/config.ts";

describe("readConfig", () => {
  it("has a default for everything, and takes an empty variable for none", () => {
    const defaults = { dataDir: ".pixora", ffmpegPath: null, ffprobePath: null, logLevel: "info", vendorKeys: [] };
    expect(readConfig({})).toEqual(defaults);
    expect(readConfig({ PIXORA_DATA_DIR: "", FFMPEG_PATH: "  ", FAL_KEY: "", PATH: "/bin" })).toEqual(defaults);
  });

  it("reads what is set", () => {
    const config = readConfig({ PIXORA_DATA_DIR: "/data", PIXORA_LOG_LEVEL: "debug", FFMPEG_PATH: "/usr/bin/ffmpeg" });
    expect(config).toMatchObject({ dataDir: "/data", logLevel: "debug", ffmpegPath: "/usr/bin/ffmpeg" });
  });

  it("tells which vendors' keys are set, and never what they are", () => {
    const config = readConfig({ OPENAI_API_KEY: "sk-secret", FAL_KEY: "also-secret" });
    expect(config.vendorKeys).toEqual(["OPENAI_API_KEY", "FAL_KEY"]);
    expect(JSON.stringify(config)).not.toContain("secret");
  });

  it("names the variable that is wrong and what it may be", () => {
    expect(() => readConfig({ PIXORA_LOG_LEVEL: "loud" })).toThrow(
      expect.objectContaining({
        code: "invalid_request",
        message: "PIXORA_LOG_LEVEL=loud is not allowed: it may be error, warn, info or debug.",
      }),
    );
  });
});
