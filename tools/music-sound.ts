import type { MusicSound } from "../media/types.ts";
import type { MusicTrack } from "../models/music.ts";
import type { ToolDeps } from "./types.ts";

/** What the cutting room is told about a piece of music. The same for the same piece, whoever asks. */
export async function musicSound(
  { asset, cue }: Pick<MusicTrack, "asset" | "cue">,
  deps: ToolDeps,
): Promise<MusicSound> {
  const path = await deps.providers.storage.localPath(asset.key, deps);
  return { path, firstScene: cue.firstScene, lastScene: cue.lastScene };
}
