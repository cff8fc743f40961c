import { expect, it } from "vitest";
import { sniffMediaType } from "../../providers/media-type.ts";

const bytes = (text: string, length = 256): Uint8Array => {
  const whole = new Uint8Array(Math.max(length, text.length));
  whole.set([...text].map((letter) => letter.charCodeAt(0)));
  return whole;
};

/** A frame of MPEG 1 Layer III, 128 kbit/s, 44.1 kHz: 417 bytes. */
const frame = bytes("\xff\xfb\x90\x00", 417);
const frames = Buffer.concat([frame, frame]);
const ogg = (codec: string): string => `OggS${"\0".repeat(22)}\x01\x1e${codec}`;

it.each<[string, Uint8Array, string]>([
  ["PNG", bytes("\x89PNG\r\n\x1a\n"), "image/png"],
  ["JPEG", bytes("\xff\xd8\xff\xe0\0\x10JFIF"), "image/jpeg"],
  ["WebP", bytes("RIFF\0\0\0\0WEBPVP8 "), "image/webp"],
  ["WAV", bytes("RIFF\0\0\0\0WAVEfmt "), "audio/wav"],
  ["FLAC", bytes("fLaC\0\0\0\x22"), "audio/flac"],
  ["Opus in Ogg", bytes(ogg("OpusHead")), "audio/ogg"],
  ["Vorbis in Ogg", bytes(ogg("\x01vorbis")), "audio/ogg"],
  ["M4A", bytes("\0\0\0\x20ftypM4A \0\0\0\0"), "audio/mp4"],
  ["MP4", bytes("\0\0\0\x20ftypisom\0\0\x02\0"), "video/mp4"],
  ["MP4 of a phone", bytes("\0\0\0\x20ftypmp42"), "video/mp4"],
  ["WebM", bytes("\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm"), "video/webm"],
  ["MP3", frames, "audio/mpeg"],
  [
    "MP3 of MPEG 2 at 24 kHz",
    Buffer.concat([bytes("\xff\xf3\x64\xc0", 144), bytes("\xff\xf3\x64\xc0", 144)]),
    "audio/mpeg",
  ],
  ["MP3 behind a tag", Buffer.concat([bytes("ID3\x04\0\0\0\0\x01\x00", 10 + 128), frames]), "audio/mpeg"],
  ["MP3 of one frame behind a filled-up tag", Buffer.concat([bytes("ID3\x03\0\0\0\0\0\x04", 64), frame]), "audio/mpeg"],
])("%s is told by its bytes", (_name, file, mediaType) => {
  expect(sniffMediaType(file)).toBe(mediaType);
});

it.each<[string, Uint8Array]>([
  ["nothing", new Uint8Array()],
  ["one byte", bytes("\xff", 1)],
  ["a web page", bytes("<!doctype html><title>Not found</title>")],
  ["SVG", bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ["GIF", bytes("GIF89a")],
  ["a playlist", bytes("#EXTM3U\n#EXT-X-VERSION:3")],
  ["a list for concat", bytes("ffconcat version 1.0\nfile /etc/passwd")],
  ["AVI", bytes("RIFF\0\0\0\0AVI LIST")],
  ["AVIF", bytes("\0\0\0\x20ftypavif")],
  ["HEIC", bytes("\0\0\0\x18ftypheic")],
  ["HEIF", bytes("\0\0\0\x18ftypmif1")],
  ["QuickTime", bytes("\0\0\0\x14ftypqt  ")],
  ["half an MP4 head", bytes("\0\0\0\x14ftypis", 10)],
  ["Matroska", bytes("\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska")],
  ["Theora in Ogg", bytes(ogg("\x80theora"))],
  ["AAC in ADTS", Buffer.concat([bytes("\xff\xf1\x50\x80", 417), bytes("\xff\xf1\x50\x80", 417)])],
  ["a sync word without a second frame", bytes("\xff\xfb\x90\x00", 1000)],
  ["a single sync word at the end", frame],
  ["frames of a reserved sampling rate", bytes("\xff\xfb\x9c\x00", 417)],
  ["a tag without sound", bytes("ID3\x04\0\0\0\0\0\x10")],
  ["a tag that claims to go on past the end", bytes("ID3\x04\0\0\x7f\x7f\x7f\x7f")],
])("%s is of no kind that is taken", (_name, file) => {
  expect(sniffMediaType(file)).toBeNull();
});
