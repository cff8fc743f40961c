import type { Asset } from "../models/asset.ts";
import { type BillItem, inDoubtUsd, spentUsd } from "../models/ledger.ts";
import { FRAME_RATE, type Timeline } from "../models/timeline.ts";
import type { Manifest, OutputFile, VideoMetadata } from "../models/video.ts";
import type { FilmMaterial } from "./materials.ts";

/** Everything about the finished film in one document: who made what, how, for how much, and what differs from the request. */
export function writeManifest(
  data: FilmMaterial,
  timeline: Timeline,
  finished: { metadata: VideoMetadata; files: readonly OutputFile[] },
  task: { id: string; bill: readonly BillItem[] },
): Manifest {
  const assets = collectAssets(data);
  return {
    version: 1,
    taskId: task.id,
    ...(data.variantOf && { variantOf: data.variantOf }),
    createdAt: new Date().toISOString(),
    title: data.title,
    request: data.request,
    plan: data.plan,
    video: finished.metadata,
    files: [...finished.files],
    scenes: timeline.scenes.flatMap((place) => {
      const scene = data.scenes.find((candidate) => candidate.index === place.index);
      if (!scene) return [];
      const { start: startFrame, frames, transition: transitionUsed } = place;
      return [{ ...scene, frames, startFrame, seconds: frames / FRAME_RATE, transitionUsed }];
    }),
    characters: data.characters.map(({ sheets: _sheets, ...profile }) => profile),
    assets,
    degraded: [...data.degraded],
    bill: [...task.bill],
    costUsd: spentUsd(task.bill),
    inDoubtUsd: inDoubtUsd(task.bill),
    credits: [...new Set(assets.flatMap((asset) => asset.provenance.credits))].sort(),
  };
}

/** Every file that is seen or heard in a film, or that these were made after, with its scene. */
export function collectAssets(
  data: Pick<FilmMaterial, "voiceSample" | "characters" | "sceneAssets" | "music">,
): Manifest["assets"] {
  const ofFilm = (asset: Asset) => ({ ...asset, scene: null });
  return [
    ...(data.voiceSample ? [ofFilm(data.voiceSample)] : []),
    ...data.characters.flatMap((character) => Object.values(character.sheets).map(ofFilm)),
    ...data.sceneAssets.flatMap(({ index, still, clip, narration }) => [
      { ...still, scene: index },
      ...(clip ? [{ ...clip.asset, scene: index }] : []),
      ...(narration ? [{ ...narration.asset, scene: index }] : []),
    ]),
    ...data.music.map((track) => ofFilm(track.asset)),
  ];
}
