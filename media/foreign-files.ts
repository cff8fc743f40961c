/**
 * Files that somebody else made, as ffmpeg may open them: with the one reader that fits how they begin (it must not
 * guess), nothing but the file itself within reach, and limits on what decoding can cost.
 */
import { open } from "node:fs/promises";
import { PixoraError } from "../models/error.ts";
import type { FfmpegInput } from "./ffmpeg.ts";

/** What a file is taken for. */
export type FileKind = "picture" | "sound" | "clip";

/** Longest sound and longest clip that are read, in seconds. */
export const MAX_SOUND_SECONDS = 1800;
export const MAX_CLIP_SECONDS = 120;

const MAX_PICTURE_PIXELS = 64 * 1024 * 1024;
const MAX_CLIP_PIXELS = 4096 * 4096;

/** ffmpeg's reader for a file, by its first bytes. */
interface Reader {
  name: string;
  kinds: readonly FileKind[];
  matches(head: Buffer): boolean;
}

const READERS: readonly Reader[] = [
  { name: "png_pipe", kinds: ["picture"], matches: begins("\x89PNG\r\n\x1a\n") },
  { name: "jpeg_pipe", kinds: ["picture"], matches: begins("\xff\xd8\xff") },
  { name: "webp_pipe", kinds: ["picture"], matches: (head) => begins("RIFF")(head) && begins("WEBP", 8)(head) },
  { name: "wav", kinds: ["sound"], matches: (head) => begins("RIFF")(head) && begins("WAVE", 8)(head) },
  { name: "flac", kinds: ["sound"], matches: begins("fLaC") },
  { name: "ogg", kinds: ["sound"], matches: begins("OggS") },
  { name: "mov", kinds: ["sound", "clip"], matches: begins("ftyp", 4) },
  { name: "matroska", kinds: ["sound", "clip"], matches: begins("\x1a\x45\xdf\xa3") },
  // Both begin each frame with eleven set bits; the two after the next tell them apart.
  { name: "aac", kinds: ["sound"], matches: (head) => head.readUInt16BE(0) >> 4 === 0xfff && layerOf(head) === 0 },
  {
    name: "mp3",
    kinds: ["sound"],
    matches: (head) => begins("ID3")(head) || (head.readUInt16BE(0) >> 5 === 0x7ff && layerOf(head) !== 0),
  },
];

/** A file may not name others; where a format can, that is switched off as well. */
const CLOSED = ["-protocol_whitelist", "file,pipe"];
const NO_REFERENCES = ["-enable_drefs", "0", "-use_absolute_path", "0"];

/** Pictures and clips are decoded side by side: threads of one's own took a tenth more of the processor, for nothing. */
const ONE_THREAD = ["-threads", "1", "-filter_complex_threads", "1"];

/** Each reads a little more than is allowed, so that too much can be told from just enough. */
const READING: Readonly<Record<FileKind, readonly string[]>> = {
  picture: [...ONE_THREAD, "-max_pixels", String(MAX_PICTURE_PIXELS)],
  // A cover picture in a sound file is never opened.
  sound: ["-max_pixels", String(MAX_PICTURE_PIXELS), "-vn", "-t", String(MAX_SOUND_SECONDS + 1)],
  clip: [...ONE_THREAD, "-max_pixels", String(MAX_CLIP_PIXELS), "-an", "-t", String(MAX_CLIP_SECONDS + 1)],
};

const WANTED: Readonly<Record<FileKind, string>> = {
  picture: "A picture file is not a whole PNG, JPEG or WebP picture.",
  sound: "A sound file is not WAV, MP3, AAC, FLAC, Ogg, M4A or WebM, or it is broken.",
  clip: "A clip is not a whole MP4, MOV or WebM video.",
};

/** The file as an input of ffmpeg. Rejects with `vendor_failed` (worth another try) for what is of another kind. */
export async function foreignInput(path: string, kind: FileKind): Promise<FfmpegInput> {
  const head = await readHead(path);
  const reader = READERS.find(({ kinds, matches }) => kinds.includes(kind) && matches(head));
  if (!reader) throw notUsable(kind);
  const own = reader.name === "mov" ? NO_REFERENCES : [];
  return { source: path, options: [...CLOSED, "-f", reader.name, ...own, ...READING[kind]] };
}

/** The error for a file that is not, or not wholly, what it should be: a vendor made it. */
export function notUsable(kind: FileKind, cause?: unknown): PixoraError {
  return new PixoraError("vendor_failed", WANTED[kind], { cause, retryable: true });
}

/** What ffmpeg could not decode is the file's fault; anything else is told as it is. */
export function blameFile(kind: FileKind, error: unknown): unknown {
  return error instanceof PixoraError && error.code === "ffmpeg_failed" ? notUsable(kind, error) : error;
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(12);
    await file.read(head);
    return head;
  } finally {
    await file.close();
  }
}

function begins(text: string, at = 0): (head: Buffer) => boolean {
  return (head) => head.toString("latin1", at, at + text.length) === text;
}

function layerOf(head: Buffer): number {
  return ((head[1] ?? 0) >> 1) & 3;
}
