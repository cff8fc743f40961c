/**
 * H.264's parameter sets: what a decoder is told once for a whole film. Joined pieces share those of the first one, so
 * one that another encoder made belongs to them only if it made the same.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";
import { VIDEO_OPTIONS } from "../encoding.ts";
import type { RunFfmpeg } from "../ffmpeg.ts";
import type { FrameSize } from "../stills/piece-plan.ts";
import { greyFrame } from "./encoder-print.ts";

const DEADLINE_SECONDS = 60;

/** Those of an MP4's picture, as its header has them; null for what is none. */
export async function parameterSets(path: string): Promise<Buffer | null> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  try {
    const config = await (await input.getPrimaryVideoTrack())?.getDecoderConfig();
    return config?.description ? onlySets(bytesOf(config.description)) : null;
  } catch {
    return null;
  } finally {
    input.dispose();
  }
}

/** Those that this encoder makes for frames of a size. Works in the folder, and leaves nothing there. */
export async function expectedSets(
  run: RunFfmpeg,
  { folder, ...size }: FrameSize & { folder: string },
  signal: AbortSignal,
): Promise<Buffer | null> {
  const output = "parameter-sets.mp4";
  const job = {
    inputs: [greyFrame(size)],
    outputOptions: [...VIDEO_OPTIONS, "-f", "mp4"],
    output,
    folder,
    deadlineSeconds: DEADLINE_SECONDS,
  };
  await run(job, signal);
  try {
    return await parameterSets(join(folder, output));
  } finally {
    await rm(join(folder, output), { force: true });
  }
}

/** Without what newer programs write behind the sets (ISO/IEC 14496-15, 5.3.3.1): it says nothing that these do not. */
function onlySets(record: Buffer): Buffer {
  let at = 5;
  for (const mask of [0x1f, 0xff]) {
    const count = record.readUInt8(at) & mask;
    at += 1;
    for (let set = 0; set < count; set++) at += 2 + record.readUInt16BE(at);
  }
  return record.subarray(0, at);
}

function bytesOf(record: ArrayBufferView | ArrayBufferLike): Buffer {
  return ArrayBuffer.isView(record)
    ? Buffer.from(record.buffer, record.byteOffset, record.byteLength)
    : Buffer.from(record);
}
