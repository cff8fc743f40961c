/** What a clip says of itself, read from its container in a moment and decoded by nobody: it may be a lie. */
import { EncodedPacketSink, FilePathSource, Input, MATROSKA, MP4, QTFF, WEBM } from "mediabunny";
import { FRAME_RATE } from "../../models/timeline.ts";
import { MAX_CLIP_SECONDS } from "../foreign-files.ts";
import { type MeasuredClip, matrixFor, type SeenClip } from "./clip-info.ts";

/** Kinds of files that name no others. */
const CLOSED = [MP4, QTFF, MATROSKA, WEBM];

/** Others tell their decoder alone what their colours are. */
const CLEAR: readonly (string | null)[] = ["avc", "hevc"];

/** What the clip is if it is what it says; null for what says nothing clear. */
export async function readClipHeader(path: string): Promise<MeasuredClip | null> {
  const input = new Input({ source: new FilePathSource(path), formats: CLOSED });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track || !CLEAR.includes(await track.getCodec())) return null;
    const packets = new EncodedPacketSink(track);
    const first = await packets.getFirstPacket({ metadataOnly: true });
    const last = await packets.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true });
    if (!first || !last) return null;
    const frames = framesUntil(last.timestamp + last.duration - first.timestamp);
    if (frames < 1 || frames > MAX_CLIP_SECONDS * FRAME_RATE) return null;
    const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
    const seen: SeenClip = { width, height, matrix: matrixFor((await track.getColorSpace()).matrix ?? null, height) };
    return { ...seen, seconds: frames / FRAME_RATE, frames };
  } catch {
    return null;
  } finally {
    input.dispose();
  }
}

/** As `AT_FILM_RATE` counts: the last picture is seen until its end. Times are fractions, and so a hair off. */
function framesUntil(seconds: number): number {
  return Math.ceil(seconds * FRAME_RATE - 1e-3);
}
