import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { foreignInput } from "../../media/foreign-files.ts";
import { createMedia } from "../../media/index.ts";
import type { Media } from "../../media/types.ts";
import { writePicture, writeTone } from "./darkroom.ts";
import { writeMarkedClip } from "./marked-clips.ts";
import { sine, testFfmpeg, writeWav } from "./sound/sound-samples.ts";

const never = new AbortController().signal;
let base: string;
let media: Media;
let server: Server;
let calls = 0;
let origin: string;
/** A whole picture, clip and sound that no other file may lead to. */
let secret: { picture: string; clip: string; sound: string };

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "pixora-foreign-"));
  media = createMedia({ ffmpegPath: null, workFolder: join(base, "work"), readsForeignFiles: true });
  server = createServer((_request, response) => {
    calls += 1;
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  secret = {
    picture: writePicture(join(base, "secret.png"), { width: 64, height: 36 }, () => [200, 30, 30]),
    clip: writeMarkedClip(join(base, "secret.mp4"), { frames: 10 }),
    sound: writeTone(join(base, "secret.wav"), 0.5),
  };
});
beforeEach(() => {
  calls = 0;
});
afterAll(async () => {
  server.close();
  await rm(base, { recursive: true, force: true });
});

/** Asks all four questions about a file and gives the codes of the refusals; an answer stands as it is. */
async function askAll(name: string, content: string | Buffer): Promise<unknown[]> {
  const path = join(base, name);
  await writeFile(path, content);
  const answers = await Promise.allSettled([
    media.pictureSize(path, never),
    media.clipInfo(path, never),
    media.audioSeconds(path, never),
    media.speechSpan(path, never),
  ]);
  return answers.map((answer) => (answer.status === "fulfilled" ? answer.value : answer.reason.code));
}

const REFUSED = Array(4).fill("vendor_failed");

describe("a file from a stranger", () => {
  it.each<[string, string, () => string | Buffer]>([
    ["of no byte", "empty.mp4", () => ""],
    ["of one byte", "one.mp3", () => "\xff"],
    ["that is a playlist called MP4", "list.mp4", () => `#EXTM3U\n#EXTINF:1,\n${origin}/a.ts\n#EXT-X-ENDLIST\n`],
    ["that is a playlist of a local file", "local.mp4", () => `#EXTM3U\n#EXTINF:1,\n${secret.clip}\n#EXT-X-ENDLIST\n`],
    ["that is a concat script", "concat.png", () => `ffconcat version 1.0\nfile '${secret.picture}'\n`],
    ["that is a concat script of a URL", "concat.mp3", () => `ffconcat version 1.0\nfile ${origin}/a.mp3\n`],
    ["that is an SVG", "drawing.png", () => svg(`${origin}/a.png`)],
    ["that is a DASH manifest", "dash.mp4", () => `<?xml version="1.0"?><MPD><BaseURL>${origin}/</BaseURL></MPD>`],
    ["that is an SDP", "sdp.mp4", () => "v=0\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n"],
    ["that holds nothing but the name of a box", "box.mp4", () => Buffer.from("\0\0\0\x18ftypisom\0\0\0\0", "latin1")],
    ["that is a picture of 60000 by 60000", "bomb.png", () => pngOf(60_000, 60_000)],
    ["that is a picture of 9000 by 9000", "large.png", () => pngOf(9000, 9000)],
  ])("%s is refused, and nothing else is opened", async (_name, file, content) => {
    expect(await askAll(file, content())).toEqual(REFUSED);
    expect(calls).toBe(0);
  });

  it("that is a MOV with its data in another file is refused, and that file is not opened", async () => {
    const outside = writeMarkedClip(join(base, "outside.mov"), { frames: 10 });
    const reference = referTo(await readFile(outside), "alis", aliasOf(outside));
    expect(await askAll("reference.mov", reference)).toEqual(REFUSED);
    // Without the guard's options the other file is read: the reference is a working one.
    const open = ["-f", "mov", "-enable_drefs", "1", "-use_absolute_path", "1"];
    const inputs = [{ source: join(base, "reference.mov"), options: open }];
    const { frames } = await (await testFfmpeg())(
      { inputs, outputOptions: [], output: null, deadlineSeconds: 9 },
      never,
    );
    expect(frames).toBe(10);
  });

  it("that is a MOV with its data at a URL calls nobody", async () => {
    const whole = await readFile(writeMarkedClip(join(base, "self.mov"), { frames: 10 }));
    await askAll("url.mov", referTo(whole, "url ", Buffer.from(`${origin}/data.mov\0`)));
    expect(calls).toBe(0);
  });

  it("is read up to its end when a WAV's header promises more", async () => {
    const path = join(base, "promise.wav");
    await writeWav(path, 0.5, sine(440, 0.5));
    const lying = await readFile(path);
    lying.writeUInt32LE(0xffff_ff00, 4);
    lying.writeUInt32LE(0xffff_ff00, 40);
    const [, , seconds, span] = await askAll("lying.wav", lying);
    expect(seconds).toBe(0.5);
    expect(span).toMatchObject({ seconds: 0.5 });
  });

  it.each(["mp4", "webm"])("that breaks off is no clip: %s", async (ending) => {
    const options = ending === "webm" ? { options: ["-c:v", "libvpx", "-b:v", "4M"] } : {};
    const whole = await readFile(writeMarkedClip(join(base, `whole.${ending}`), { frames: 60, ...options }));
    const path = join(base, `half.${ending}`);
    await writeFile(path, whole.subarray(0, Math.floor(whole.length * 0.6)));
    const asked = media.clipInfo(path, never);
    // A WebM has no index: what is there is a shorter clip, which is measured as such.
    if (ending === "webm") expect((await asked).frames).toBeLessThan(60);
    else await expect(asked).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
  });

  it("that breaks off is no clip, also when its index comes first", async () => {
    const options = ["-c:v", "libx264", "-crf", "5", "-pix_fmt", "yuv420p", "-movflags", "+faststart"];
    const whole = await readFile(writeMarkedClip(join(base, "fast.mp4"), { frames: 60, options }));
    const path = join(base, "fast-half.mp4");
    await writeFile(path, whole.subarray(0, Math.floor(whole.length * 0.7)));
    await expect(media.clipInfo(path, never)).rejects.toMatchObject({ code: "vendor_failed" });
  });

  it("that is a song with a cover is a sound, and no clip", async () => {
    const song = join(base, "song.m4a");
    const run = await testFfmpeg();
    const cover = ["-map", "0:a", "-map", "1:v", "-c:v", "mjpeg", "-disposition:v:0", "attached_pic"];
    const inputs = [{ source: secret.sound }, { source: secret.picture }];
    await run({ inputs, outputOptions: [...cover, "-f", "mp4"], output: song, deadlineSeconds: 30 }, never);
    const mp3 = join(base, "song.mp3");
    await run({ inputs, outputOptions: [...cover, "-f", "mp3"], output: mp3, deadlineSeconds: 30 }, never);
    expect(await media.audioSeconds(song, never)).toBeCloseTo(0.5, 1);
    expect(await media.audioSeconds(mp3, never)).toBeCloseTo(0.5, 1);
    await expect(media.clipInfo(song, never)).rejects.toMatchObject({ code: "vendor_failed" });
    await expect(media.clipInfo(mp3, never)).rejects.toMatchObject({ code: "vendor_failed" });
  });

  it("that is a clip of more than two minutes is refused", async () => {
    const options = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-r", "1"];
    const long = writeMarkedClip(join(base, "hours.mp4"), { width: 64, height: 36, frames: 125, rate: "1", options });
    await expect(media.clipInfo(long, never)).rejects.toMatchObject({ code: "vendor_failed" });
  });

  it("that is a sound of more than half an hour is refused", async () => {
    const path = join(base, "hour.wav");
    await writeWav(path, 1810, () => 0, 50);
    await expect(media.audioSeconds(path, never)).rejects.toMatchObject({ code: "vendor_failed" });
  });
});

describe("foreignInput", () => {
  it.each(["picture", "sound", "clip"] as const)(
    "names the reader of a %s and keeps it from all else",
    async (kind) => {
      const path = { picture: secret.picture, sound: secret.sound, clip: secret.clip }[kind];
      const { source, options = [] } = await foreignInput(path, kind);
      expect(source).toBe(path);
      expect(options.slice(0, 3)).toEqual(["-protocol_whitelist", "file,pipe", "-f"]);
      expect(options).toContain("-max_pixels");
    },
  );

  it("takes no file for what it is not", async () => {
    await expect(foreignInput(secret.sound, "clip")).rejects.toMatchObject({ code: "vendor_failed" });
    await expect(foreignInput(secret.clip, "picture")).rejects.toMatchObject({ code: "vendor_failed" });
    await expect(foreignInput(secret.picture, "sound")).rejects.toMatchObject({ code: "vendor_failed" });
  });
});

function svg(url: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="${url}" width="9" height="9"/></svg>`;
}

/** A PNG whose header tells this size, with a little data: small on disk, huge when it is believed. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const data = deflateSync(Buffer.alloc(1000));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", header),
    pngChunk("IDAT", data),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

/** The same MOV, whose data reference says that its samples lie elsewhere: each enclosing box grows with it. */
function referTo(mov: Buffer, kind: "alis" | "url ", record: Buffer): Buffer {
  const entry = mov.indexOf("dref") + 4 + 8;
  const old = mov.readUInt32BE(entry);
  const box = Buffer.concat([Buffer.alloc(4), Buffer.from(kind), Buffer.alloc(4), record]);
  box.writeUInt32BE(box.length, 0);
  const grown = Buffer.concat([mov.subarray(0, entry), box, mov.subarray(entry + old)]);
  for (const name of ["moov", "trak", "mdia", "minf", "dinf", "dref"]) {
    // The handler of the data is called like its reference: boxes are looked for where they enclose it.
    const size = grown.lastIndexOf(name, entry) - 4;
    grown.writeUInt32BE(grown.readUInt32BE(size) + box.length - old, size);
  }
  return grown;
}

/** A Macintosh alias as MOV files hold it: an absolute path, and one level up and down to it. */
function aliasOf(path: string): Buffer {
  const head = Buffer.alloc(150);
  head.writeUInt16BE(1, 130);
  head.writeUInt16BE(1, 132);
  const name = Buffer.from(path);
  const item = Buffer.alloc(4);
  item.writeUInt16BE(2, 0);
  item.writeUInt16BE(name.length, 2);
  return Buffer.concat([head, item, name, Buffer.alloc(name.length % 2), Buffer.from([0xff, 0xff, 0, 0])]);
}
