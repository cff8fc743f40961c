/** What a picture's file says of itself before anything is decoded: its size, and how it must be turned to be upright. */
import { type FileHandle, open } from "node:fs/promises";
import type { FrameSize } from "../stills/piece-plan.ts";

export interface PictureHeader {
  /** Pixels as they are stored. */
  stored: FrameSize;
  /** How a JPEG has to be turned, as cameras count it: 1, upright, to 8. */
  orientation: number;
}

const UPRIGHT = 1;
/** More than any camera writes. */
const MAX_SEGMENTS = 500;
const ORIENTATION_TAG = 0x112;

/** Reads the header of a PNG, JPEG or WebP picture; null where none of them has one like this. */
export async function readPictureHeader(path: string): Promise<PictureHeader | null> {
  const file = await open(path);
  try {
    const head = await readAt(file, 0, 32);
    const kind = head.toString("latin1", 0, 4);
    if (kind === "\x89PNG") return unturned(head.readUInt32BE(16), head.readUInt32BE(20));
    if (kind === "RIFF") return webpHeader(head);
    return await jpegHeader(file);
  } finally {
    await file.close();
  }
}

function unturned(width: number, height: number): PictureHeader {
  return { stored: { width, height }, orientation: UPRIGHT };
}

function webpHeader(head: Buffer): PictureHeader | null {
  const kind = head.toString("latin1", 12, 16);
  if (kind === "VP8X") return unturned(head.readUIntLE(24, 3) + 1, head.readUIntLE(27, 3) + 1);
  if (kind === "VP8 ") return unturned(head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff);
  if (kind !== "VP8L") return null;
  const sizes = head.readUInt32LE(21);
  return unturned((sizes & 0x3fff) + 1, ((sizes >> 14) & 0x3fff) + 1);
}

/** Goes from segment to segment up to the one that begins the picture. */
async function jpegHeader(file: FileHandle): Promise<PictureHeader | null> {
  let orientation = UPRIGHT;
  let at = 2;
  for (let segment = 0; segment < MAX_SEGMENTS; segment++) {
    const head = await readAt(file, at, 16);
    const marker = head.readUInt8(1);
    if (head.readUInt8(0) !== 0xff) return null;
    // Any number of these may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) {
      return { stored: { width: head.readUInt16BE(7), height: head.readUInt16BE(5) }, orientation };
    }
    const length = head.readUInt16BE(2);
    const isExif = marker === 0xe1 && head.toString("latin1", 4, 10) === "Exif\0\0";
    if (isExif) orientation = orientationIn(await readAt(file, at + 10, length - 8)) ?? orientation;
    at += 2 + length;
  }
  return null;
}

/** SOF0 to SOF15, without the tables that are numbered between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Of the first directory of Exif data, which are built like a TIFF file. */
function orientationIn(exif: Buffer): number | null {
  const isLittle = exif.toString("latin1", 0, 2) === "II";
  const short = (at: number) => (isLittle ? exif.readUInt16LE(at) : exif.readUInt16BE(at));
  const long = (at: number) => (isLittle ? exif.readUInt32LE(at) : exif.readUInt32BE(at));
  const inside = (at: number, bytes: number) => at + bytes <= exif.length;
  const directory = inside(0, 8) ? long(4) : exif.length;
  const entries = inside(directory, 2) ? short(directory) : 0;
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry;
    if (!inside(at, 12)) return null;
    if (short(at) === ORIENTATION_TAG) return short(at + 8) >= 1 && short(at + 8) <= 8 ? short(at + 8) : null;
  }
  return null;
}

/** So many bytes from a place; zeros where the file has ended. */
async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, bytes));
  await file.read(buffer, 0, buffer.length, at);
  return buffer;
}
