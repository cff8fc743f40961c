/** Brings pictures and clips of any shape to a frame's: the arithmetic, and the ffmpeg filters for it. */
import type { PicturePlace } from "../../models/asset.ts";
import type { FrameSize } from "../stills/piece-plan.ts";

/** A picture scaled, and what is cut out of it: all even, so that colour samples stay whole. */
export interface Cut {
  scaled: FrameSize;
  cut: FrameSize & PicturePlace;
  /** Where the subject is in what is left. */
  subject: PicturePlace | null;
}

const SCALED = "flags=bicubic+accurate_rnd";

/**
 * The ground behind a whole picture is blurred in so many lines, then made large: soft, and cheap for every frame. Not by
 * `gblur`: with AVX-512 and one thread, ffmpeg 5.1 fills planes of 16 samples and less with green and magenta.
 */
const GROUND_LINES = 48;
const GROUND_BLUR = { radius: 2, times: 3 };
/** It gives way to the picture: darker, and paler. */
const GROUND_LIGHT = 0.55;
const GROUND_COLOUR = 0.8;

/**
 * Cuts a picture to a frame's shape, or to less: at most `length` times the frame's longer way is left over.
 * The subject, or the middle, is as near to the middle of what is left as the picture allows.
 */
export function cutAround(subject: PicturePlace | null, picture: FrameSize, frame: FrameSize, length = 1): Cut {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
  const scaled = { width: evenAbove(picture.width * scale), height: evenAbove(picture.height * scale) };
  const width = Math.min(scaled.width, evenAbove(frame.width * length));
  const height = Math.min(scaled.height, evenAbove(frame.height * length));
  const { x, y } = subject ?? { x: 0.5, y: 0.5 };
  const left = even(clamp(x * scaled.width - width / 2, 0, scaled.width - width));
  const top = even(clamp(y * scaled.height - height / 2, 0, scaled.height - height));
  const within = {
    x: clamp((x * scaled.width - left) / width, 0, 1),
    y: clamp((y * scaled.height - top) / height, 0, 1),
  };
  return { scaled, cut: { width, height, x: left, y: top }, subject: subject && within };
}

/** Fills the frame; `colours` are options of the scale filter, and what comes out are planes of yuv420p. */
export function coverFilter({ scaled, cut }: Cut, colours: string): string {
  const scale = `scale=${scaled.width}:${scaled.height}:${SCALED}:${colours},format=yuv420p`;
  return `${scale},crop=${cut.width}:${cut.height}:${cut.x}:${cut.y},setsar=1`;
}

/**
 * The whole picture before a blurred, darkened copy of itself that fills the frame. `zoom` is how much nearer it could
 * be before it touches the frame's edges.
 */
export function containFilter(picture: FrameSize, frame: FrameSize, colours: string, zoom = 1): string {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height) / zoom;
  const [width, height] = [Math.max(2, even(picture.width * scale)), Math.max(2, even(picture.height * scale))];
  const [x, y] = [even((frame.width - width) / 2), even((frame.height - height) / 2)];
  const small = { width: evenAbove((GROUND_LINES * frame.width) / frame.height), height: GROUND_LINES };
  const pale = `(val-128)*${GROUND_COLOUR}+128`;
  const blur = `boxblur=${GROUND_BLUR.radius}:${GROUND_BLUR.times},lutyuv=y=(val-16)*${GROUND_LIGHT}+16:u=${pale}:v=${pale}`;
  const large = `scale=${frame.width}:${frame.height}:${SCALED},setsar=1`;
  return [
    `scale=${width}:${height}:${SCALED}:${colours},format=yuv420p,setsar=1,split[whole][copy]`,
    `[copy]${shrunk(picture, small)},${blur},${large}[ground]`,
    `[ground][whole]overlay=${x}:${y}:format=yuv420`,
  ].join(";");
}

function shrunk(picture: FrameSize, small: FrameSize): string {
  const { scaled, cut } = cutAround(null, picture, small);
  return `scale=${scaled.width}:${scaled.height}:flags=area,crop=${cut.width}:${cut.height}:${cut.x}:${cut.y}`;
}

function even(size: number): number {
  return 2 * Math.floor(size / 2);
}

function evenAbove(size: number): number {
  return 2 * Math.ceil(size / 2 - 1e-6);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
