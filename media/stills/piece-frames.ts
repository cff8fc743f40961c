/**
 * Draws a piece frame by frame, straight from prepared pictures and decoded clips.
 * Everything lies in the kernel's memory: pictures, two frames to mix, black, and the finished frames.
 */
import { open } from "node:fs/promises";
import { PixoraError } from "../../models/error.ts";
import { clipRange } from "../clips/clip-frames.ts";
import type { FrameSource } from "../clips/frame-inlet.ts";
import { heldViewAt, type View, viewAt, windowOf } from "./camera.ts";
import { createKernel, type Kernel, type LendKernel, scratchBytes } from "./kernel.ts";
import { createPatchLayer, patchSlots } from "./patch-layer.ts";
import {
  type FrameSize,
  frameBytes,
  type PiecePlan,
  type PlayingClip,
  type Shot,
  shotsOf,
  shownFrames,
} from "./piece-plan.ts";

/** Finished frames that stay untouched: one with the writer, one waiting, one to spare. */
export const FRAMES_KEPT = 3;

const FULL = 256;
const BLACK_LUMA = 16;
const NO_COLOUR = 128;

interface Layout {
  /** Where each shot's picture is: a whole prepared one, or the frame that a clip has come to. */
  pictures: number[];
  mixed: [number, number];
  black: number;
  finished: number[];
  patches: number[];
  scratch: number;
  bytes: number;
}

/** What drawing a piece needs. */
interface Desk {
  plan: PiecePlan;
  kernel: Kernel;
  layout: Layout;
  shots: OpenShot[];
}

interface OpenShot {
  shot: Shot;
  /** Address of its picture. */
  picture: number;
  /** Has the picture in its place that a frame of the piece shows. */
  arrive(index: number): Promise<void>;
}

/** What a piece is drawn with. */
export interface PieceTools {
  /** Holds the piece's patches. */
  folder: string;
  /** One at the place of each shot that is a clip. */
  sources?: readonly (FrameSource | null)[];
  lendKernel?: LendKernel;
}

/**
 * Opens the shots of a piece. The result draws the frames, which are asked for in their order, and returns their
 * planes: a view that is valid until `FRAMES_KEPT` more were drawn.
 */
export async function openPiece(
  plan: PiecePlan,
  { folder, sources = [], lendKernel = createKernel }: PieceTools,
): Promise<(index: number) => Promise<Uint8Array>> {
  const layout = layOut(plan);
  const kernel = lendKernel(layout.bytes);
  const openShot = async (shot: Shot, position: number): Promise<OpenShot> => {
    const picture = layout.pictures[position] ?? 0;
    const source = sources[position];
    if (shot.kind === "still") await loadPlanes(kernel, shot.planes, picture, shot.size);
    if (shot.kind === "still" || !source) return { shot, picture, arrive: async () => {} };
    const place = kernel.memory.subarray(picture, picture + frameBytes(plan));
    return { shot, picture, arrive: playClip(shot, shownFrames(plan, position), () => source.next(place)) };
  };
  const desk = { plan, kernel, layout, shots: await Promise.all(shotsOf(plan).map(openShot)) };
  const luma = plan.width * plan.height;
  kernel.memory.fill(BLACK_LUMA, layout.black, layout.black + luma);
  kernel.memory.fill(NO_COLOUR, layout.black + luma, layout.black + frameBytes(plan));
  const layPatches = createPatchLayer({ kernel, plan, folder }, layout.patches);
  return async (index) => {
    const target = layout.finished[index % layout.finished.length] ?? 0;
    await drawFrame(desk, index, target);
    await layPatches(index, target);
    return kernel.memory.subarray(target, target + frameBytes(plan));
  };
}

function layOut(plan: PiecePlan): Layout {
  let bytes = 0;
  const take = (size: number) => {
    const at = bytes;
    // Whole vectors, and a margin that vector loads may read past a plane.
    bytes += Math.ceil(size / 16) * 16 + 64;
    return at;
  };
  const frame = () => take(frameBytes(plan));
  const sizes = shotsOf(plan).map((shot) => pictureSize(plan, shot));
  const slots = patchSlots(plan);
  return {
    pictures: sizes.map((size) => take(frameBytes(size))),
    mixed: [frame(), frame()],
    black: frame(),
    finished: Array.from({ length: FRAMES_KEPT + 1 }, frame),
    patches: Array.from({ length: slots.count }, () => take(slots.bytes)),
    scratch: take(scratchBytes(plan.width, plan.height)),
    bytes,
  };
}

/** Size of a shot's picture in the kernel's memory. */
function pictureSize({ width, height }: FrameSize, shot: Shot): FrameSize {
  return shot.kind === "still" ? shot.size : { width, height };
}

/** Straight to its place: at 1080p a picture has 7 MB. */
async function loadPlanes(kernel: Kernel, path: string, at: number, size: FrameSize): Promise<void> {
  const length = frameBytes(size);
  const file = await open(path);
  try {
    const { size: found } = await file.stat();
    const { bytesRead } = await file.read(kernel.memory, at, length, 0);
    if (found === length && bytesRead === length) return;
    throw new PixoraError("internal", `A prepared picture has ${found} bytes, not those of its size.`);
  } finally {
    await file.close();
  }
}

/** A clip's frames come one after another: takes as many as there are up to the one that is shown. */
function playClip(playing: PlayingClip, shown: { first: number; last: number }, takeNext: () => Promise<void>) {
  const { first, last } = clipRange(playing, shown);
  let taken = first - 1;
  return async (index: number) => {
    const wanted = Math.max(first, Math.min(last, playing.startFrame + index));
    for (; taken < wanted; taken++) await takeNext();
  };
}

async function drawFrame(desk: Desk, index: number, target: number): Promise<void> {
  const { plan, kernel, layout } = desk;
  const length = frameBytes(plan);
  if (plan.to?.by === "crossfade") {
    await drawShot(desk, 0, index, layout.mixed[0]);
    await drawShot(desk, 1, index, layout.mixed[1]);
    const weight = Math.round((FULL * (index + 0.5)) / plan.frames);
    kernel.blend(layout.mixed[0], layout.mixed[1], target, length, weight);
    return;
  }
  const light = lightAt(plan, index);
  const drawn = light < FULL ? layout.mixed[0] : target;
  await drawShot(desk, index <= shownFrames(plan, 0).last ? 0 : 1, index, drawn);
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

async function drawShot(desk: Desk, position: number, index: number, target: number): Promise<void> {
  const opened = desk.shots[position];
  if (!opened) throw new PixoraError("internal", `A piece has no shot ${position}.`);
  await opened.arrive(index);
  const { shot, picture } = opened;
  const frame = shot.startFrame + index;
  if (shot.kind === "still") {
    drawView(desk, { shot, picture, view: viewAt(shot, frame, desk.plan), target });
    return;
  }
  const held = frame - (shot.clip.frames - 1);
  // Nearing a whole picture would cut it.
  if (held > 0 && shot.fit === "cover") drawView(desk, { shot, picture, view: heldViewAt(held), target });
  else desk.kernel.memory.copyWithin(target, picture, picture + frameBytes(desk.plan));
}

/** Draws what the window shows of a shot's picture. */
function drawView({ plan, kernel, layout }: Desk, drawing: Omit<OpenShot, "arrive"> & { view: View; target: number }) {
  const { shot, picture, view, target } = drawing;
  const source = pictureSize(plan, shot);
  const { left, top, step } = windowOf(view, source, plan);
  const common = { step, scratch: layout.scratch };
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
