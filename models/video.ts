import { z } from "zod";
import { Asset } from "./asset.ts";
import { CharacterProfile } from "./character.ts";
import { BillItem } from "./ledger.ts";
import { Plan } from "./plan.ts";
import { VideoRequest } from "./request.ts";
import { Scene } from "./scene.ts";
import { Transition } from "./vocabulary.ts";

/** Something that was asked for and not delivered as asked, with the reason. */
export const Degradation = z.object({
  /** The scene it shows in; null when it is the whole film. */
  scene: z.int().min(0).nullable(),
  /** What was wanted and what the film has instead, as noun phrases. */
  wanted: z.string(),
  got: z.string(),
  reason: z.string(),
});
export type Degradation = z.infer<typeof Degradation>;

/** What was measured from the finished file. */
export const VideoMetadata = z.object({
  durationSeconds: z.number().positive(),
  frames: z.int().min(1),
  frameRate: z.number().positive(),
  width: z.int().min(2),
  height: z.int().min(2),
  bytes: z.int().min(1),
  sha256: z.string(),
  /** Integrated loudness in LUFS and true peak in dBTP; null for a film without sound. */
  loudnessLufs: z.number().nullable(),
  truePeakDbtp: z.number().nullable(),
});
export type VideoMetadata = z.infer<typeof VideoMetadata>;

/** A finished file of the output folder. */
export const OutputFile = z.object({ name: z.string(), mediaType: z.string(), bytes: z.int(), sha256: z.string() });
export type OutputFile = z.infer<typeof OutputFile>;

/** Everything about a film that its maker or its user may want to prove later. */
export const Manifest = z.object({
  version: z.literal(1),
  taskId: z.string(),
  /** The task whose film this one puts together otherwise; absent for a film of its own. */
  variantOf: z.string().optional(),
  createdAt: z.iso.datetime(),
  title: z.string(),
  request: VideoRequest,
  plan: Plan,
  video: VideoMetadata,
  files: z.array(OutputFile),
  scenes: z.array(
    Scene.extend({ startFrame: z.int().min(0), seconds: z.number().positive(), transitionUsed: Transition }),
  ),
  characters: z.array(CharacterProfile),
  assets: z.array(Asset.extend({ scene: z.int().min(0).nullable() })),
  degraded: z.array(Degradation),
  /** Everything that was bought, also what failed and was billed all the same. */
  bill: z.array(BillItem),
  /** The sum of the bill, without what is in doubt. */
  costUsd: z.number().min(0),
  /** What may have been spent beside it: calls whose answer was lost. */
  inDoubtUsd: z.number().min(0),
  /** Credits that must be shown where the film is published. */
  credits: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

/** The finished film on this machine. Paths are absolute. */
export const Film = z.object({
  title: z.string(),
  folder: z.string(),
  video: VideoMetadata,
  /** Each with where its user gets it: a URL, or its path on this machine. */
  files: z.array(OutputFile.extend({ url: z.string() })),
  degraded: z.array(Degradation),
});
export type Film = z.infer<typeof Film>;
