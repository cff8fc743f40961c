import type { Scene } from "../models/scene.ts";
import type { Degradation } from "../models/video.ts";
import { WISHES } from "./losses.ts";
import type { Story } from "./materials.ts";
import type { ToolDeps } from "./types.ts";

/** How these scenes' captions can be given: in files where no shipped font can draw them, which is told as a loss. */
export async function chooseCaptions(
  scenes: readonly Scene[],
  wanted: Story["captions"],
  { media }: Pick<ToolDeps, "media">,
): Promise<{ captions: Story["captions"]; degraded: Degradation[] }> {
  if (wanted !== "burned") return { captions: wanted, degraded: [] };
  const { missingGlyphs } = await media.checkCaptions(scenes.map((scene) => scene.narration).join("\n"));
  if (missingGlyphs.length === 0) return { captions: wanted, degraded: [] };
  const reason = `the shipped fonts have no picture for ${missingGlyphs.join(" ")}`;
  const loss = { scene: null, wanted: WISHES.burnedCaptions, got: "caption files beside it", reason };
  return { captions: "files", degraded: [loss] };
}
