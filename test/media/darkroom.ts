/** Makes the pictures that the tests of this room need, and looks at what came out. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { findFfmpeg } from "../../media/find-ffmpeg.ts";

const { path: program } = await findFfmpeg();
const QUIET = ["-hide_banner", "-loglevel", "error", "-y"];

/** Colour of a pixel: red, green, blue. */
export type Colour = readonly [number, number, number];

/** Writes a picture whose pixels are computed; the file's ending decides its kind. */
export function writePicture(
  path: string,
  { width, height }: { width: number; height: number },
  colourAt: (x: number, y: number) => Colour,
): string {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    pixels.set(colourAt(at % width, Math.floor(at / width)), at * 3);
  }
  const raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", `${width}x${height}`, "-i", "pipe:0"];
  execFileSync(program, [...QUIET, ...raw, "-frames:v", "1", path], { input: pixels });
  return path;
}

/** Writes a PNG whose pixels are computed, without ffmpeg: many pictures cost no process each. */
export function writePng(
  path: string,
  { width, height }: { width: number; height: number },
  colourAt: (x: number, y: number) => Colour,
): string {
  const row = 1 + width * 3;
  const lines = Buffer.alloc(row * height);
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    lines.set(colourAt(x, y), y * row + 1 + x * 3);
  }
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const chunks = [pngChunk("IHDR", head), pngChunk("IDAT", deflateSync(lines, { level: 1 })), pngChunk("IEND")];
  writeFileSync(path, Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]));
  return path;
}

/** A bright picture full of detail: no two of its places look alike, and no two tints of it. */
export function writeTexture(path: string, tint: Colour, size = { width: 640, height: 360 }): string {
  const wave = (x: number, y: number) => 40 * (Math.sin(x / 5 + y / 17) + Math.sin((x * y) / 900 + x / 31));
  const colourAt = (x: number, y: number): Colour => {
    const [red, green, blue] = tint.map((part) => Math.max(0, Math.min(255, Math.round(part + wave(x, y)))));
    return [red ?? 0, green ?? 0, blue ?? 0];
  };
  return writePicture(path, size, colourAt);
}

/** Writes a tone that comes and goes like syllables, of so many seconds. */
export function writeTone(path: string, seconds: number): string {
  const tone = `aevalsrc=0.3*sin(2*PI*330*t)*abs(sin(9*t)):s=24000:d=${seconds}`;
  execFileSync(program, [...QUIET, "-f", "lavfi", "-i", tone, path]);
  return path;
}

/** Every decoded frame as packed RGB. */
export function framesOf(path: string, { width, height }: { width: number; height: number }): Buffer[] {
  const matrix = "scale=in_color_matrix=bt709:in_range=tv:out_range=pc:flags=accurate_rnd+full_chroma_int,format=rgb24";
  const raw = execFileSync(program, [...QUIET, "-i", path, "-vf", matrix, "-vsync", "0", "-f", "rawvideo", "pipe:1"], {
    maxBuffer: 2 ** 30,
  });
  const bytes = width * height * 3;
  return Array.from({ length: raw.length / bytes }, (_, index) => raw.subarray(index * bytes, (index + 1) * bytes));
}

/** Hash of every decoded frame. */
export function frameHashes(path: string): string[] {
  const words = [...QUIET, "-i", path, "-map", "0:v", "-vsync", "0", "-f", "framemd5", "pipe:1"];
  const lines = execFileSync(program, words).toString().split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(",").at(-1)?.trim() ?? "");
}

export function pixelAt(frame: Buffer, width: number, x: number, y: number): Colour {
  const at = (y * width + x) * 3;
  return [frame[at] ?? 0, frame[at + 1] ?? 0, frame[at + 2] ?? 0];
}

/** Mean of all colour values: 0 is black. */
export function brightness(frame: Buffer): number {
  return frame.reduce((sum, value) => sum + value, 0) / frame.length;
}

/** Mean difference of two frames' colour values. */
export function difference(first: Buffer, second: Buffer): number {
  return first.reduce((sum, value, at) => sum + Math.abs(value - (second[at] ?? 0)), 0) / first.length;
}

/** Processes that this one, or a thread of it, has started and that still run. Linux only. */
export function childProcesses(): string[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => {
    try {
      const [, state, parent] =
        / \((?:.*)\) (\S) (\d+)/s.exec(` ${readFileSync(`/proc/${id}/stat`, "utf8").slice(id.length)}`) ?? [];
      return state !== "Z" && parent === String(process.pid) && readlinkSync(`/proc/${id}/exe`).includes("ffmpeg");
    } catch {
      return false;
    }
  });
}

function pngChunk(kind: string, content: Uint8Array = new Uint8Array()): Buffer {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), content]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  chunk.set(named, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}
