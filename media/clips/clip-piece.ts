/**
 * A piece that only plays a clip, made by one program from the clip to the piece: no frame of it passes through this one.
 * At 720p that takes 7.1 ms of the processor a frame, where encoding alone takes 5.4; with a pipe to another encoder 8.6,
 * and more with two pipes and this process between them.
 */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FRAME_RATE } from "../../models/timeline.ts";
import { VIDEO_OPTIONS } from "../encoding.ts";
import type { FfmpegInput, RunFfmpeg } from "../ffmpeg.ts";
import { toYuva } from "../stills/patch.ts";
import type { PiecePlan, PlacedPatch, PlayingClip } from "../stills/piece-plan.ts";
import { blameClip, checkClip, clipJob, clipOutput, clipRange } from "./clip-frames.ts";

/** A piece of which every frame is one of its clip's. */
export interface ClipPlan extends PiecePlan {
  from: PlayingClip;
  to: null;
}

/** Each caption is an input of its own. */
const MOST_PATCHES = 24;

/**
 * What frames say of themselves, a caption's too: the encoder takes it over, and all pieces of a film must say the same;
 * and ffmpeg 7 would turn the colours of what says nothing into those of what it is laid over.
 */
const SAID = "setsar=0,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709";

/** Whether a piece is one. A frame that is held is drawn. */
export function isClipPlan(plan: PiecePlan): plan is ClipPlan {
  const { from, to, frames, patches } = plan;
  if (from.kind !== "clip" || to !== null || patches.length > MOST_PATCHES) return false;
  return from.startFrame >= 0 && from.startFrame + frames <= from.clip.frames;
}

/** Writes the piece to the file of this name in the folder, which holds its captions; or leaves none. */
export async function encodeClip(
  run: RunFfmpeg,
  { plan, folder, output }: { plan: ClipPlan; folder: string; output: string },
  signal: AbortSignal,
): Promise<void> {
  const range = clipRange(plan.from, { first: 0, last: plan.frames - 1 });
  const shown = { playing: plan.from, range, size: plan };
  const captions = plan.patches.map((patch, place) => ({ patch, file: `${output}-${place}.yuva` }));
  try {
    for (const { patch, file } of captions) {
      await writeFile(join(folder, file), toYuva(await readFile(join(folder, patch.name)), patch));
    }
    const { inputs, filter, ...job } = await clipJob(shown);
    const whole = {
      ...job,
      inputs: [...inputs, ...captions.map(captionInput)],
      filter: [filter, lit(plan), ...plan.patches.map(laid)].join(";"),
      outputOptions: [...clipOutput(shown, labelAfter(captions.length)), ...VIDEO_OPTIONS, "-f", "mp4"],
      output,
      folder,
    };
    await checkClip(shown, await run(whole, signal).catch(blameClip));
  } catch (error) {
    await rm(join(folder, output), { force: true });
    throw error;
  } finally {
    await Promise.all(captions.map(({ file }) => rm(join(folder, file), { force: true })));
  }
}

/** As `drawFrame` does it, a frame's light being that of its middle: hence clocks of half frames. */
function lit({ frames, fadeIn, fadeOut }: ClipPlan): string {
  const seconds = (count: number) => (count / FRAME_RATE).toFixed(5);
  const fades = [
    ...(fadeIn > 0 ? [`fade=t=in:st=0:d=${seconds(fadeIn)}`] : []),
    ...(fadeOut > 0 ? [`fade=t=out:st=${seconds(frames - fadeOut)}:d=${seconds(fadeOut)}`] : []),
  ];
  const clock = `settb=1/${2 * FRAME_RATE},setpts=PTS+1`;
  const faded = fades.length === 0 ? [] : [clock, ...fades, "setpts=PTS-1", `settb=1/${FRAME_RATE}`];
  return `[film]${[SAID, ...faded].join(",")}[${labelAfter(0)}]`;
}

function captionInput({ patch: { width, height }, file }: { patch: PlacedPatch; file: string }): FfmpegInput {
  const format = ["-f", "rawvideo", "-pix_fmt", "yuva420p", "-s", `${width}x${height}`];
  return { source: file, options: [...format, "-framerate", String(FRAME_RATE)] };
}

/** Times lie between two frames, so that no rounding shows a caption one too long. */
function laid({ x, y, firstFrame, endFrame }: PlacedPatch, place: number): string {
  const [from, to] = [firstFrame, endFrame].map((frame) => ((frame - 0.5) / FRAME_RATE).toFixed(5));
  const options = `${x}:${y}:format=yuv420:enable='between(t,${from},${to})'`;
  return [
    `[${place + 1}:v]${SAID}[caption${place}]`,
    `[${labelAfter(place)}][caption${place}]overlay=${options}[${labelAfter(place + 1)}]`,
  ].join(";");
}

/** What the frames are called when so many captions are laid over them. */
function labelAfter(captions: number): string {
  return `laid${captions}`;
}
