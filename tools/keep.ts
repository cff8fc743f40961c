import type { Asset, AssetKind } from "../models/asset.ts";
import type { Produced } from "../providers/types.ts";
import type { ToolDeps } from "./types.ts";

/** Stores what a vendor made and tells that it is there. Rejects with `vendor_failed` for a picture that is broken. */
export async function keep(kind: AssetKind, produced: Produced, deps: ToolDeps): Promise<Asset> {
  const stored = await deps.providers.storage.put(produced.bytes, produced.mediaType, deps);
  if (produced.mediaType.startsWith("image/")) {
    await deps.media.pictureSize(await deps.providers.storage.localPath(stored.key, deps), deps.signal);
  }
  const { mediaType, provenance, subjectPlace } = produced;
  const asset: Asset = { kind, ...stored, mediaType, provenance, ...(subjectPlace && { subjectPlace }) };
  deps.report.asset(asset);
  return asset;
}
