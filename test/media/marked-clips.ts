/** Clips whose every frame carries its number, and film frames whose number is read again. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { findFfmpeg } from "../../media/find-ffmpeg.ts";
import type { Fit } from "../../models/vocabulary.ts";

const { path: program } = await findFfmpeg();

/** Cells of a square in the middle, three by three. The first is always light, the last always dark; the rest are bits. */
const CELLS = 9;
const BITS = CELLS - 2;
export const LIGHT = [215, 225, 130] as const;
export const DARK = [70, 60, 150] as const;

export interface MarkedClip {
  width?: number;
  height?: number;
  frames: number;
  /** Frames a second, as ffmpeg writes them. */
  rate?: string;
  /** Options of the output, the codec among them. */
  options?: readonly string[];
  /** Whether it has a sound of its own. */
  hasSound?: boolean;
}

/** Which cells of a frame with this number are light. */
export function cellsOf(number: number): boolean[] {
  const bits = Array.from({ length: BITS }, (_, bit) => ((number >> bit) & 1) === 1);
  return [true, ...bits, false];
}

/** Writes a clip: its frames are numbered from 0, at most 128. The file's ending decides its container. */
export function writeMarkedClip(path: string, clip: MarkedClip): string {
  const { width = 320, height = 180, frames, rate = "30", hasSound = false } = clip;
  const options = clip.options ?? ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p"];
  const raw = Buffer.concat(Array.from({ length: frames }, (_, number) => drawMarks(number, width, height)));
  const sound = hasSound ? ["-f", "lavfi", "-i", `sine=700:d=${frames / 10}`] : [];
  const words = [
    ...["-hide_banner", "-loglevel", "error", "-y"],
    ...["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", `${width}x${height}`, "-framerate", rate, "-i", "pipe:0"],
    ...sound,
    ...["-map", "0:v", ...(hasSound ? ["-map", "1:a"] : [])],
    ...options,
    path,
  ];
  execFileSync(program, words, { input: raw, maxBuffer: 2 ** 30 });
  return path;
}

/** Says in the track's header that it has to be turned clockwise by 90 degrees to be seen upright. */
export function markAsTurned(path: string, height: number): string {
  const file = readFileSync(path);
  const matrix = file.indexOf("tkhd") + 4 + 40;
  const turned = [0, 0x1_0000, 0, -0x1_0000, 0, 0, height * 0x1_0000, 0, 0x4000_0000];
  for (const [index, value] of turned.entries()) file.writeInt32BE(value, matrix + 4 * index);
  writeFileSync(path, file);
  return path;
}

/** Light of each cell in a film frame of packed RGB, which the clip covers, or is whole in. */
export function cellLights(frame: Buffer, size: Size, clip: Size, fit: Fit = "cover"): number[] {
  const fits = [size.width / clip.width, size.height / clip.height];
  const scale = fit === "cover" ? Math.max(...fits) : Math.min(...fits);
  const cell = (Math.min(clip.width, clip.height) * scale) / 6;
  return Array.from({ length: CELLS }, (_, index) => {
    const x = Math.round(size.width / 2 + ((index % 3) - 1) * cell);
    const y = Math.round(size.height / 2 + (Math.floor(index / 3) - 1) * cell);
    return meanLight(frame, size.width, x, y);
  });
}

/** The number that a film frame carries. */
export function numberIn(frame: Buffer, size: Size, clip: Size = size, fit: Fit = "cover"): number {
  const lights = cellLights(frame, size, clip, fit);
  const middle = ((lights[0] ?? 0) + (lights[CELLS - 1] ?? 0)) / 2;
  return lights.slice(1, -1).reduce((number, light, bit) => number + (light > middle ? 1 << bit : 0), 0);
}

/** Light that cells of a number have, as `cellLights` measures it. */
export function lightsOf(number: number): number[] {
  return cellsOf(number).map((isLight) => lightOf(isLight ? LIGHT : DARK));
}

/** Number of the clip's frame that is seen in each frame of a film, by the times of the clip's frames in seconds. */
export function seenAt(times: readonly number[], frame: number): number {
  return times.findLastIndex((time) => Math.round(time * 30 + 1e-6) <= frame);
}

interface Size {
  width: number;
  height: number;
}

function drawMarks(number: number, width: number, height: number): Buffer {
  const cells = cellsOf(number);
  const cell = Math.min(width, height) / 6;
  const place = (at: number, middle: number) => Math.floor((at + 0.5 - middle) / cell + 1.5);
  const pixels = Buffer.alloc(width * height * 3, 140);
  for (let at = 0; at < width * height; at++) {
    const column = place(at % width, width / 2);
    const row = place(Math.floor(at / width), height / 2);
    if (Math.min(column, row) < 0 || Math.max(column, row) > 2) continue;
    pixels.set(cells[row * 3 + column] ? LIGHT : DARK, at * 3);
  }
  return pixels;
}

function meanLight(frame: Buffer, width: number, x: number, y: number): number {
  let sum = 0;
  for (let down = -2; down <= 2; down++) {
    for (let across = -2; across <= 2; across++) {
      const at = ((y + down) * width + x + across) * 3;
      sum += lightOf([frame[at] ?? 0, frame[at + 1] ?? 0, frame[at + 2] ?? 0]);
    }
  }
  return sum / 25;
}

function lightOf([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return (red + green + blue) / 3;
}
