/** Lets the light agent make a film that has every file a film can have. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AgentParts } from "../../graph/agent.ts";

export function withAllFiles(parts: AgentParts): AgentParts {
  const { media } = parts;
  const openCuttingRoom: typeof media.openCuttingRoom = async (...given) => {
    const room = await media.openCuttingRoom(...given);
    return {
      ...room,
      async finish(options, context) {
        const film = await room.finish(options, context);
        const [poster, srt, vtt] = ["poster.jpg", "captions.srt", "captions.vtt"].map((name) =>
          join(options.folder, name),
        );
        if (!poster || !srt || !vtt) throw new Error("A film has three files beside itself.");
        for (const path of [poster, srt, vtt]) await writeFile(path, `of ${options.folder}`);
        return { ...film, poster, srt, vtt };
      },
    };
  };
  return { ...parts, media: { ...media, openCuttingRoom } };
}
