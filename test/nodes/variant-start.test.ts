import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { Asset } from "../../models/asset.ts";
import { PixoraError } from "../../models/error.ts";
import { type VariantChanges, VideoRequest, variantRequest } from "../../models/request.ts";
import type { Degradation } from "../../models/video.ts";
import type { FilmSource } from "../../nodes/services.ts";
import type { FilmState } from "../../nodes/state.ts";
import { startVariant, VARIANT_STEPS } from "../../nodes/variant-start.ts";
import { videoComposer } from "../../tools/video-composer.ts";
import { aFilmState, anAsset, aScene } from "../samples.ts";
import { toolDeps } from "../tools/deps.ts";

const REQUEST = VideoRequest.parse({ prompt: "A fox finds a lantern", budgetUsd: 5, durationSeconds: 5 });

const asset = (kind: Asset["kind"], name: string) => anAsset({ kind, key: `assets/${name}.bin` });

const FILM = {
  title: "The lantern",
  folder: "/nowhere",
  video: {
    ...{ durationSeconds: 5, frames: 150, frameRate: 30, width: 1280, height: 720, bytes: 1, sha256: "" },
    ...{ loudnessLufs: -20, truePeakDbtp: -9 },
  },
  files: [{ name: "video.mp4", mediaType: "video/mp4", bytes: 1, sha256: "", url: "/nowhere/video.mp4" }],
};

/** A finished film of one scene, with everything that a film can be made from. */
function finished(degraded: Degradation[] = [], changes: Partial<FilmState> = {}): FilmState {
  const fox = { id: "fox", name: "Fox", kind: "fox", appearance: "red" };
  const cue = { mood: "calm" as const, firstScene: 0, lastScene: 0, seconds: 5 };
  return aFilmState({
    request: REQUEST,
    language: "de",
    title: "The lantern",
    captions: "burned",
    references: [asset("reference", "reference")],
    voiceSample: asset("reference", "sample"),
    scenes: [aScene()],
    cast: [{ id: "fox", name: "Fox", kind: "fox" }],
    characters: [{ ...fox, sheets: { front: asset("sheet", "sheet") } }],
    sceneAssets: [
      {
        ...{ index: 0, frames: 150, still: asset("still", "still") },
        clip: { asset: asset("clip", "clip"), seconds: 5 },
        narration: { asset: asset("narration", "narration"), seconds: 3, words: [] },
      },
    ],
    music: [{ cue, asset: asset("music", "music"), measuredSeconds: 5 }],
    film: { ...FILM, degraded },
    ...changes,
  });
}

interface Start {
  changes?: VariantChanges;
  state?: Partial<FilmState>;
  missingGlyphs?: string[];
  /** Says where a file is, or rejects. */
  localPath?: (key: string) => Promise<string>;
}

/** Begins a variant of the film, and remembers in which order what was done. */
async function start({ changes = {}, state = finished(), missingGlyphs = [], localPath }: Start) {
  const folder = await mkdtemp(join(tmpdir(), "pixora-variant-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const done: string[] = [];
  const source: FilmSource = {
    taskId: "source",
    state: async () => state,
    claim: async (key) => void done.push(`claim ${key}`),
  };
  const report = {
    asset: ({ key }: Asset, scene?: number | null) => void done.push(`tell ${key} of ${scene}`),
    progress: (_message: string, _fraction: number, scenes?: unknown) => void done.push(JSON.stringify(scenes)),
  };
  const deps = toolDeps({ missingGlyphs, report });
  const find = localPath ?? (async (key: string) => `/files/${key}`);
  const storage = {
    ...deps.providers.storage,
    localPath: (key: string) => {
      done.push(`find ${key}`);
      return find(key);
    },
  };
  const providers = { ...deps.providers, storage };
  const begun = startVariant(variantRequest(REQUEST, changes), source, { ...deps, providers, folder });
  return { begun, done };
}

const loss = (wanted: string): Degradation => ({ scene: null, wanted, got: "less", reason: "it was so" });

it("takes over all that the source is made from, and its request with the changes", async () => {
  const state = finished();
  const { update, degraded } = await (await start({ state, changes: { aspectRatio: "9:16", fit: "contain" } })).begun;
  const { film: _film, manifest: _manifest, plan: _plan, steps: _steps, problem: _problem, ...made } = state;
  const { degraded: _degraded, round: _round, ...material } = made;
  const request = { ...REQUEST, aspectRatio: "9:16", fit: "contain", budgetUsd: 0 };
  expect(update).toEqual({ ...material, request, variantOf: "source" });
  expect(degraded).toEqual([]);
});

it("enters the variant for each of its files before it looks for one, and tells them with their scenes", async () => {
  const { begun, done } = await start({ changes: { captions: "none" } });
  await begun;
  const names = ["reference", "sample", "sheet", "still", "clip", "narration", "music"];
  expect(done.slice(0, 7).sort()).toEqual(names.map((name) => `claim assets/${name}.bin`).sort());
  expect(done.slice(7, 11)).toEqual(["still", "clip", "narration", "music"].map((name) => `find assets/${name}.bin`));
  expect(done.slice(11)).toEqual([
    '[{"index":0,"title":"The lantern"}]',
    "tell assets/sample.bin of null",
    "tell assets/sheet.bin of null",
    "tell assets/still.bin of 0",
    "tell assets/clip.bin of 0",
    "tell assets/narration.bin of 0",
    "tell assets/music.bin of null",
  ]);
});

it("says what the source lacks, and leaves out what the variant may have after all", async () => {
  const found = ["captions burned into the picture", "sound at -14 LUFS", "5 s", "video.mp4 in the storage"];
  const lasting = ["narration", "a picture", "a clip of 16:9"];
  const state = finished([...lasting, ...found].map(loss));
  const same = await (await start({ state, changes: { captions: "files" } })).begun;
  expect(same.degraded.map(({ wanted }) => wanted)).toEqual(lasting);
  const other = await (await start({ state, changes: { aspectRatio: "1:1" } })).begun;
  expect(other.degraded.map(({ wanted }) => wanted)).toEqual(["narration", "a picture"]);
});

it("finds out anew whether its captions can be drawn, and says once that they cannot", async () => {
  const state = finished([loss("captions burned into the picture")], { captions: "files" });
  const drawn = await (await start({ state, changes: { resolution: "1080p" } })).begun;
  expect([drawn.update.captions, drawn.degraded]).toEqual(["burned", []]);
  const undrawn = await (await start({ state, changes: { resolution: "1080p" }, missingGlyphs: ["狐"] })).begun;
  expect(undrawn.update.captions).toBe("files");
  expect(undrawn.degraded).toEqual([
    {
      ...loss("captions burned into the picture"),
      got: "caption files beside it",
      reason: expect.stringContaining("狐"),
    },
  ]);
  const { update } = await (await start({ state, changes: { captions: "none" }, missingGlyphs: ["狐"] })).begun;
  expect(update.captions).toBe("none");
});

it.each(["still", "clip", "narration", "music"])(
  "is not begun when the %s is gone, and says what to do",
  async (name) => {
    const localPath = async (key: string) => {
      if (key.includes(name)) throw new PixoraError("vendor_failed", `${key} is missing.`);
      return key;
    };
    const { begun } = await start({ localPath });
    await expect(begun).rejects.toMatchObject({
      code: "invalid_request",
      message: `There can be no variant of the task source any more: assets/${name}.bin is gone, which it was made from. Make its film anew, and the variant of that.`,
    });
  },
);

it("tells of a storage that is away as of what it is", async () => {
  const away = new PixoraError("unreachable", "The storage is away.", { retryable: true });
  await expect((await start({ localPath: () => Promise.reject(away) })).begun).rejects.toBe(away);
});

it("is not begun when nothing is kept of the source any more", async () => {
  for (const state of [{}, finished([], { film: null })]) {
    const { begun, done } = await start({ state });
    await expect(begun).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("what it was made from is kept no more. Make its film anew"),
    });
    expect(done).toEqual([]);
  }
});

it("leaves the composer alone to do, which takes these arguments", () => {
  expect(VARIANT_STEPS.map(({ tool }) => tool)).toEqual([videoComposer.name]);
  for (const { args } of VARIANT_STEPS) expect(videoComposer.arguments.parse(args)).toEqual(args);
});
