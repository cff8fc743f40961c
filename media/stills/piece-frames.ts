/**
 * Draws a piece frame by frame, straight from the prepared pictures.
 * Everything lies in the kernel's memory: pictures, two frames to mix, black, and the finished frames.
 */
import { readFile } from "node:fs/promises";
import { PixoraError } from "../../models/error.ts";
import { viewAt } from "./camera.ts";
import { createKernel, type Kernel, scratchBytes } from "./kernel.ts";
import { type FrameSize, frameBytes, type MovingStill, type PiecePlan, SOURCE_SCALE } from "./piece-plan.ts";

/** Finished frames that stay untouched: one with the writer, one waiting, one to spare. */
export const FRAMES_KEPT = 3;

const FULL = 256;
const BLACK_LUMA = 16;
const NO_COLOUR = 128;

interface Layout {
  pictures: number[];
  mixed: [number, number];
  black: number;
  finished: number[];
  scratch: number;
  bytes: number;
}

/**
 * Opens the pictures of a piece. The result draws frame `index` and returns its planes:
 * a view that is valid until `FRAMES_KEPT` more frames were drawn.
 */
export async function openPiece(plan: PiecePlan): Promise<(index: number) => Uint8Array> {
  const stills = plan.to ? [plan.from, plan.to.still] : [plan.from];
  const layout = layOut(plan, stills.length);
  const kernel = createKernel(layout.bytes);
  await Promise.all(stills.map((still, index) => loadPlanes(kernel, still, layout.pictures[index] ?? 0, plan)));
  const luma = plan.width * plan.height;
  kernel.memory.fill(BLACK_LUMA, layout.black, layout.black + luma);
  kernel.memory.fill(NO_COLOUR, layout.black + luma, layout.black + frameBytes(plan));
  return (index) => {
    const target = layout.finished[index % layout.finished.length] ?? 0;
    drawFrame(kernel, plan, layout, index, target);
    return kernel.memory.subarray(target, target + frameBytes(plan));
  };
}

function layOut(plan: PiecePlan, stills: number): Layout {
  let bytes = 0;
  const take = (size: number) => {
    const at = bytes;
    // Whole vectors, and a margin that vector loads may read past a plane.
    bytes += Math.ceil(size / 16) * 16 + 64;
    return at;
  };
  const source = sourceSize(plan);
  const frame = () => take(frameBytes(plan));
  return {
    pictures: Array.from({ length: stills }, () => take(frameBytes(source))),
    mixed: [frame(), frame()],
    black: frame(),
    finished: Array.from({ length: FRAMES_KEPT + 1 }, frame),
    scratch: take(scratchBytes(plan.width, source.width)),
    bytes,
  };
}

function sourceSize({ width, height }: FrameSize): FrameSize {
  return { width: width * SOURCE_SCALE, height: height * SOURCE_SCALE };
}

async function loadPlanes(kernel: Kernel, still: MovingStill, at: number, size: FrameSize): Promise<void> {
  const planes = await readFile(still.planes);
  if (planes.length !== frameBytes(sourceSize(size))) {
    throw new PixoraError("internal", `A prepared picture has ${planes.length} bytes, not those of its size.`);
  }
  kernel.memory.set(planes, at);
}

function drawFrame(kernel: Kernel, plan: PiecePlan, layout: Layout, index: number, target: number): void {
  const [first = 0, second = 0] = layout.pictures;
  const length = frameBytes(plan);
  if (plan.to?.by === "crossfade") {
    drawStill(kernel, plan, layout, { still: plan.from, picture: first, index, target: layout.mixed[0] });
    drawStill(kernel, plan, layout, { still: plan.to.still, picture: second, index, target: layout.mixed[1] });
    const weight = Math.round((FULL * (index + 0.5)) / plan.frames);
    kernel.blend(layout.mixed[0], layout.mixed[1], target, length, weight);
    return;
  }
  const showsSecond = plan.to !== null && index >= plan.frames / 2;
  const still = showsSecond && plan.to ? plan.to.still : plan.from;
  const light = lightAt(plan, index);
  const drawn = light < FULL ? layout.mixed[0] : target;
  drawStill(kernel, plan, layout, { still, picture: showsSecond ? second : first, index, target: drawn });
  if (light < FULL) kernel.blend(layout.black, drawn, target, length, light);
}

/** Light of a frame in 256 parts. A fade between two pictures is darkest at its middle. */
function lightAt(plan: PiecePlan, index: number): number {
  const middle = index + 0.5;
  const half = plan.frames / 2;
  const dip = plan.to ? Math.abs(middle - half) / half : 1;
  const rise = plan.fadeIn > 0 ? middle / plan.fadeIn : 1;
  const sink = plan.fadeOut > 0 ? (plan.frames - middle) / plan.fadeOut : 1;
  return Math.round(FULL * Math.min(1, dip, rise, sink));
}

interface StillDrawing {
  still: MovingStill;
  picture: number;
  index: number;
  target: number;
}

function drawStill(kernel: Kernel, plan: PiecePlan, layout: Layout, drawing: StillDrawing): void {
  const { still, picture, index, target } = drawing;
  const source = sourceSize(plan);
  const view = viewAt(still.move, still.startFrame + index, still.seen);
  const step = view.size * SOURCE_SCALE;
  const common = { step, scratch: layout.scratch };
  const [left, top] = [view.left * source.width, view.top * source.height];
  const centre = step / 2 - 0.5;
  const luma = { sourceWidth: source.width, sourceHeight: source.height, width: plan.width, height: plan.height };
  kernel.resample({ ...common, ...luma, source: picture, target, startX: left + centre, startY: top + centre });
  const [width, height] = [plan.width / 2, plan.height / 2];
  const chroma = { sourceWidth: source.width / 2, sourceHeight: source.height / 2, width, height };
  // H.264 places colour samples on the left of each pair of pixels, and between the rows.
  const start = { startX: left / 2 + centre / 2, startY: top / 2 + centre };
  for (const plane of [0, 1]) {
    const from = picture + luma.sourceWidth * luma.sourceHeight + plane * chroma.sourceWidth * chroma.sourceHeight;
    const to = target + plan.width * plan.height + plane * width * height;
    kernel.resample({ ...common, ...chroma, ...start, source: from, target: to });
  }
}
