/**
 * The contract suites against the real vendors, each where its key is set: `npm run test:live`. Costs about $2.
 * Lists of models are cut to one each, so that what is tested is what was meant.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVideoAgent } from "../../graph/agent.ts";
import { createMedia } from "../../media/index.ts";
import { readConfig } from "../../models/config.ts";
import { createProviders } from "../../providers/index.ts";
import { describeImageProvider } from "../contract/image-provider.ts";
import { describeLanguageProvider } from "../contract/language-provider.ts";
import { describeMusicProvider } from "../contract/music-provider.ts";
import { describeSpeechProvider } from "../contract/speech-provider.ts";
import { describeStorage } from "../contract/storage.ts";
import { describeVideoProvider } from "../contract/video-provider.ts";
import { paintedPng } from "../vendors/pictures.ts";

const config = readConfig(process.env);
const { vendors } = config;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-live-"));
  await writeFile(join(folder, "red.png"), paintedPng(1280, 720, [200, 30, 30]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = () => createProviders({ ...config, dataDir: join(folder, "data") }).providers;

/** Any sound file's length, as the product measures it. */
async function measure(bytes: Uint8Array): Promise<number> {
  const path = join(folder, "sound");
  await writeFile(path, bytes);
  const media = createMedia({ ffmpegPath: config.ffmpegPath, workFolder: join(folder, "work") });
  return media.audioSeconds(path, AbortSignal.timeout(60_000));
}

describe.skipIf(!vendors.openai)("OPENAI_API_KEY or OPENAI_BASE_URL", () => {
  describeLanguageProvider("the language model", { open: () => open().language, deterministic: false });
});

describe.skipIf(!vendors.fal)("FAL_KEY", () => {
  describeImageProvider("fal", () => open().image);
  describeVideoProvider("fal", () => {
    const provider = open().video;
    if (!provider) throw new Error("There is no provider of clips.");
    return { provider, picture: join(folder, "red.png") };
  });
});

describe.skipIf(!vendors.replicate)("REPLICATE_API_TOKEN", () => {
  const text = "The fox found a lantern in the snow.";
  describeSpeechProvider("Replicate", { open: () => open().speech, text, language: "en", measure });
  describeMusicProvider("Replicate", { open: () => open().music, measure });
});

describe.skipIf(!vendors.supabase)("SUPABASE_URL", () => {
  describeStorage("Supabase", () => open().storage);
});

describe.skipIf(!(vendors.openai && vendors.fal && vendors.replicate))("all keys", () => {
  it("make a film of one clip within two dollars", async () => {
    const agent = createVideoAgent({ ...config, dataDir: join(folder, "data") });
    const request = { prompt: "A fox finds a lantern in the snow", durationSeconds: 5, scenes: 1, budgetUsd: 2 };
    const { manifest } = await agent.generate({ ...request, motion: "clips" }, { folder: join(folder, "film") });
    expect(manifest.degraded).toEqual([]);
    expect(manifest.assets.map(({ kind }) => kind)).toContain("clip");
  });
});
