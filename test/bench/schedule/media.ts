import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CuttingRoom, FilmFormat, Media } from "../../../media/types.ts";
import { FRAME_RATE } from "../../../models/timeline.ts";

/** Media work that takes no time: it is not what is measured. */
export function instantMedia(): Media {
  return {
    ready: async () => {},
    openCuttingRoom: async (format) => instantRoom(format),
    checkCaptions: async () => ({ missingGlyphs: [] }),
    audioSeconds: async () => 2,
    pictureSize: async () => ({ width: 1280, height: 720 }),
  };
}

function instantRoom({ width, height }: FilmFormat): CuttingRoom {
  return {
    addScene: async ({ index, frames }, onPiece) => onPiece({ scene: index, piece: "body", frames }),
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
