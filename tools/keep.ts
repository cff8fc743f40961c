import type { Asset, AssetKind } from "../models/asset.ts";
import type { Produced } from "../providers/types.ts";
import type { ToolDeps } from "./types.ts";

/** Stores what a vendor made and tells that it is there. */
export async function keep(kind: AssetKind, produced: Produced, deps: ToolDeps): Promise<Asset> {
  const stored = await deps.providers.storage.put(produced.bytes, produced.mediaType, deps);
  const asset: Asset = { kind, ...stored, mediaType: produced.mediaType, provenance: produced.provenance };
  deps.report.asset(asset);
  return asset;
}
