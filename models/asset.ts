import { z } from "zod";

/** Who made an asset, how, and for how much. */
export const Provenance = z.object({
  vendor: z.string(),
  model: z.string(),
  /** The text that was sent to the vendor. */
  prompt: z.string(),
  seed: z.int().nullable(),
  /** The vendor's own id of the call; null where there is none. */
  requestId: z.string().nullable(),
  costUsd: z.number().min(0),
  /** Credits that the licence of the material asks for, ready to print. */
  credits: z.array(z.string()),
});
export type Provenance = z.infer<typeof Provenance>;

export const AssetKind = z.enum(["still", "sheet", "reference", "title_card", "clip", "narration", "music"]);
export type AssetKind = z.infer<typeof AssetKind>;

/** A place in a picture, in parts of its width and height from the top left. */
export const PicturePlace = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });
export type PicturePlace = z.infer<typeof PicturePlace>;

/** A stored file. Its bytes never change: the storage key is made from their hash. */
export const Asset = z.object({
  kind: AssetKind,
  /** The storage's name of the file, e.g. `assets/<sha256>.png`. */
  key: z.string(),
  /** Hex SHA-256 of the bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  mediaType: z.string(),
  provenance: Provenance,
  /** Where in a picture its subject is; absent when its vendor does not tell. */
  subjectPlace: PicturePlace.optional(),
});
export type Asset = z.infer<typeof Asset>;
