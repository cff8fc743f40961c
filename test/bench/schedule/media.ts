import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CuttingRoom, FilmFormat, Media } from "../../../media/types.ts";
import { FRAME_RATE } from "../../../models/timeline.ts";

const SIZE = { width: 1280, height: 720 };
/** Within the 5 seconds of a scene. */
const SPEECH_SECONDS = 2;
const CLIP_SECONDS = 6;

/** Media work that takes no time: it is not what is measured. */
export function instantMedia(): Media {
  return {
    ready: async () => {},
    openCuttingRoom: async (format) => instantRoom(format),
    checkCaptions: async () => ({ missingGlyphs: [] }),
    audioSeconds: async () => SPEECH_SECONDS,
    pictureSize: async () => SIZE,
    clipInfo: async () => ({ ...SIZE, seconds: CLIP_SECONDS, frames: CLIP_SECONDS * FRAME_RATE }),
    speechSpan: async () => ({ seconds: SPEECH_SECONDS, start: 0, end: SPEECH_SECONDS }),
  };
}

function instantRoom({ width, height }: FilmFormat): CuttingRoom {
  return {
    addSound: () => {},
    addMusic: () => {},
    addScene: async ({ index, frames }, onPiece) => onPiece({ scene: index, piece: "body", frames, reused: false }),
    preview: async () => null,
    async finish({ timeline, folder }) {
      const video = join(folder, "video.mp4");
      const poster = join(folder, "poster.jpg");
      await Promise.all([video, poster].map((path) => writeFile(path, "film")));
      const { frames } = timeline;
      const length = { durationSeconds: frames / FRAME_RATE, frames, frameRate: FRAME_RATE, width, height };
      const sound = { loudnessLufs: -14, truePeakDbtp: -1 };
      return { video, poster, srt: null, vtt: null, metadata: { ...length, ...sound, bytes: 4, sha256: "0" } };
    },
    close: async () => {},
  };
}
