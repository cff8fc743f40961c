/** What a clip says of itself, read from its container in a moment and decoded by nobody: it may be a lie. */
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from "mediabunny";
import { FRAME_RATE } from "../../models/timeline.ts";
import { type MeasuredClip, matrixFor, type SeenClip } from "./clip-info.ts";

/** The least that the clip has, if it is what it says; null for what says nothing clear. */
export async function readClipHeader(path: string): Promise<MeasuredClip | null> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) return null;
    const packets = new EncodedPacketSink(track);
    const first = await packets.getFirstPacket({ metadataOnly: true });
    const last = await packets.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true });
    if (!first || !last) return null;
    // The film's frame n shows what is seen at n / 30 s: the last picture is seen in one frame at least.
    const frames = Math.floor((last.timestamp - first.timestamp) * FRAME_RATE) + 1;
    const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
    const seen: SeenClip = { width, height, matrix: matrixFor((await track.getColorSpace()).matrix ?? null, height) };
    return { ...seen, seconds: frames / FRAME_RATE, frames };
  } catch {
    return null;
  } finally {
    input.dispose();
  }
}
