/** What a file is, by its first bytes only: names and headers are claims. Not here: whether the rest of it is sound. */

/** Kinds of files that are fetched for each use, as `sniffMediaType` names them. */
export const MEDIA_TYPES = {
  image: ["image/png", "image/jpeg", "image/webp"],
  audio: ["audio/wav", "audio/mpeg", "audio/flac", "audio/ogg", "audio/mp4"],
  video: ["video/mp4", "video/webm"],
} as const;

/** One of `MEDIA_TYPES`, or null for every other file. */
export function sniffMediaType(bytes: Uint8Array): string | null {
  for (const [mediaType, matches] of SIGNATURES) if (matches(bytes)) return mediaType;
  return null;
}

const SIGNATURES: readonly (readonly [string, (bytes: Uint8Array) => boolean])[] = [
  ["image/png", (bytes) => reads(bytes, 0, "\x89PNG\r\n\x1a\n")],
  ["image/jpeg", (bytes) => reads(bytes, 0, "\xff\xd8\xff")],
  ["image/webp", (bytes) => reads(bytes, 0, "RIFF") && reads(bytes, 8, "WEBP")],
  ["audio/wav", (bytes) => reads(bytes, 0, "RIFF") && reads(bytes, 8, "WAVE")],
  ["audio/flac", (bytes) => reads(bytes, 0, "fLaC")],
  ["audio/ogg", isOggSound],
  ["audio/mp4", (bytes) => reads(bytes, 4, "ftyp") && SOUND_BRANDS.includes(text(bytes, 8, 4))],
  ["video/mp4", (bytes) => reads(bytes, 4, "ftyp") && !OTHER_BRANDS.test(text(bytes, 8, 4))],
  ["video/webm", (bytes) => reads(bytes, 0, "\x1a\x45\xdf\xa3") && text(bytes, 4, 64).includes("\x42\x82\x84webm")],
  ["audio/mpeg", isMpegSound],
];

const SOUND_BRANDS = ["M4A ", "M4B "];
/** Brands of the same container that are no MP4: sound, still pictures (HEIF, AVIF, Canon's raw), QuickTime. */
const OTHER_BRANDS = /^(M4[AB] |hei.|hev.|mif1|msf1|avi[fso]|crx |qt {2}|.{0,3}$)/;

/** Ogg can hold films too: the first packet tells. */
function isOggSound(bytes: Uint8Array): boolean {
  if (!reads(bytes, 0, "OggS")) return false;
  const packet = 27 + (bytes[26] ?? 0);
  return ["OpusHead", "\x01vorbis", "\x7fFLAC", "Speex   "].some((codec) => reads(bytes, packet, codec));
}

/** MP3: two frames in a row that agree, since a sync word alone is common in any file; an ID3 tag may come before. */
function isMpegSound(bytes: Uint8Array): boolean {
  const start = endOfId3(bytes);
  const length = frameLength(bytes, start);
  if (length === null) return false;
  const next = start + length;
  const isLast = next >= bytes.length;
  return isLast ? start > 0 : frameLength(bytes, next) !== null && (bytes[start + 1] ?? 0) === bytes[next + 1];
}

/** Where the sound begins; 0 without a tag. The size is written in four times seven bits; zeros may fill up the tag. */
function endOfId3(bytes: Uint8Array): number {
  if (!reads(bytes, 0, "ID3")) return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((bytes[at] ?? 0) & 0x7f), 0);
  let end = 10 + size;
  while (bytes[end] === 0) end += 1;
  return end;
}

const KBPS_MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBPS_MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/** Hertz of MPEG 1; MPEG 2 has a half, MPEG 2.5 a quarter. */
const RATES = [44_100, 48_000, 32_000];
const RATE_DIVISORS: Readonly<Record<number, number>> = { 0: 4, 2: 2, 3: 1 };

/** Bytes of the Layer III frame that begins here (ISO 11172-3 and 13818-3); null where none does. */
function frameLength(bytes: Uint8Array, at: number): number | null {
  const [sync = 0, kind = 0, rates = 0] = bytes.subarray(at, at + 3);
  const isLayerThree = sync === 0xff && (kind & 0xe6) === 0xe2;
  const version = (kind >> 3) & 3;
  const divisor = RATE_DIVISORS[version];
  const kbps = (version === 3 ? KBPS_MPEG1 : KBPS_MPEG2)[rates >> 4];
  const rate = RATES[(rates >> 2) & 3];
  if (!isLayerThree || !divisor || !kbps || !rate) return null;
  const samples = version === 3 ? 1152 : 576;
  return Math.floor((samples * kbps * 125) / (rate / divisor)) + ((rates >> 1) & 1);
}

function reads(bytes: Uint8Array, at: number, signature: string): boolean {
  return text(bytes, at, signature.length) === signature;
}

/** One character for each byte. */
function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
