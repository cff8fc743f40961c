import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CuttingRoom } from "../../media/types.ts";
import { PixoraError } from "../../models/error.ts";
import type { MusicTrack } from "../../models/music.ts";
import { VideoRequest } from "../../models/request.ts";
import type { FinishedFile } from "../../providers/types.ts";
import { videoComposer } from "../../tools/video-composer.ts";
import { anAsset, aScene } from "../samples.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage } from "./scripted-vendors.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-composer-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const size = { durationSeconds: 5, frames: 150, frameRate: 30, width: 1280, height: 720, bytes: 1, sha256: "" };
const scene = aScene({ frames: 150 });
const material = {
  after: [],
  request: VideoRequest.parse({ prompt: "A fox", durationSeconds: 5 }),
  plan: { revision: 1, steps: [] },
  language: "en",
  title: "The Fox",
  captions: "none" as const,
  scenes: [scene],
  sceneAssets: [{ index: 0, frames: 150, still: anAsset({ kind: "still" }), clip: null, narration: null }],
  characters: [],
  music: [],
  voiceSample: anAsset({ kind: "reference", key: "assets/voice.wav" }),
  variantOf: null,
  degraded: [],
};

/** Composes a film of no pictures; `publish` decides for each file. */
function compose(publish: (file: FinishedFile) => Promise<string>, music: MusicTrack[] = []) {
  const told: string[] = [];
  const room: CuttingRoom = {
    addSound: () => {},
    addMusic: (music) => void told.push(`${music.map(({ path }) => path)}`),
    addScene: async ({ index }) => void told.push(`scene ${index}`),
    preview: async () => null,
    async finish() {
      const video = join(folder, "video.mp4");
      await writeFile(video, "film");
      const metadata = { ...size, loudnessLufs: null, truePeakDbtp: null };
      return { video, poster: video, srt: null, vtt: null, metadata };
    },
    close: async () => {},
  };
  const storage = { ...nominalStorage(), publish };
  const deps = { ...toolDeps({ providers: { storage } }), folder, cuttingRoom: async () => room };
  return videoComposer.run({ ...material, music }, deps).then((outcome) => ({ ...outcome, told }));
}

describe("a composed film", () => {
  it("is published, file by file, and the manifest last", async () => {
    const { result, degraded } = await compose(async ({ name }) => `https://films.example/${name}`);
    expect(result.film.files.at(-1)).toMatchObject({
      name: "manifest.json",
      url: "https://films.example/manifest.json",
    });
    expect(JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"))).toEqual(result.manifest);
    expect(degraded).toEqual([]);
  });

  it("has its music told before its scenes, so that the sound is mixed beside what is missing of them", async () => {
    const cue = { mood: "calm", firstScene: 0, lastScene: 0, seconds: 5 } as const;
    const track = { cue, asset: anAsset({ kind: "music", key: "assets/music.wav" }), measuredSeconds: 5 };
    const { told } = await compose(async ({ name }) => name, [track]);
    expect(told).toEqual(["/files/assets/music.wav", "scene 0"]);
  });

  it("names in its manifest all that it was made from, the narrator's voice as well", async () => {
    const { result } = await compose(async ({ name }) => name);
    const { assets } = result.manifest;
    expect(assets.map(({ kind, scene }) => `${scene} ${kind}`)).toEqual(["null reference", "0 still"]);
  });

  it("that cannot be published is a film on this machine, and says so", async () => {
    const full = new PixoraError("vendor_failed", "The bucket is full.");
    const { result } = await compose(({ name }) =>
      name === "video.mp4" ? Promise.reject(full) : Promise.resolve(`https://films.example/${name}`),
    );
    expect(result.film.files[0]).toMatchObject({ name: "video.mp4", url: join(folder, "video.mp4") });
    expect(result.film.degraded[0]).toMatchObject({
      wanted: "video.mp4 in the storage",
      reason: "The bucket is full.",
    });
    expect(result.manifest.degraded).toEqual(result.film.degraded);
  });

  it("says so too when only its manifest cannot be published", async () => {
    const { result, degraded } = await compose(({ name }) =>
      name === "manifest.json"
        ? Promise.reject(new PixoraError("vendor_failed", "Gone."))
        : Promise.resolve(`https://films.example/${name}`),
    );
    expect(result.film.degraded).toMatchObject([{ wanted: "manifest.json in the storage", reason: "Gone." }]);
    expect(degraded).toEqual(result.film.degraded);
  });

  it("is given up when the task is cancelled while it is published", async () => {
    const stopped = compose(() => Promise.reject(new PixoraError("cancelled", "The task was cancelled.")));
    await expect(stopped).rejects.toMatchObject({ code: "cancelled" });
  });
});
