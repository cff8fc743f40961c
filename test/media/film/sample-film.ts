/** One small film with everything in it: a clip, all transitions, narration, music and captions. Always the same. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { writeTexture } from "../darkroom.ts";
import { writeMarkedClip } from "../marked-clips.ts";
import { sine, writeWav } from "../sound/sound-samples.ts";
import { type Cinema, openCinema, type Shot } from "./cinema.ts";

const format = { width: 320, height: 180, captions: "box", fit: null } as const;
const words = [
  { text: "Once", start: 0.3, end: 0.6 },
  { text: "more.", start: 0.7, end: 1 },
];

/**
 * Shows it in a new cinema, where nothing of an earlier one is, and returns the film's hash.
 * @param order of the scenes, one after another; all at once when it is left out.
 */
export async function hashSampleFilm(order?: readonly number[]): Promise<string> {
  const cinema = await openCinema();
  try {
    const music = [{ path: cinema.at("music.wav"), firstScene: 0, lastScene: 2 }];
    await writeWav(cinema.at("music.wav"), 2, sine(220, 0.3));
    const shots = await sampleShots(cinema);
    const { video } = await cinema.show(shots, { format, music, captions: "burned", ...(order && { order }) });
    return createHash("sha256").update(readFileSync(video)).digest("hex");
  } finally {
    await cinema.close();
  }
}

async function sampleShots(cinema: Cinema): Promise<Shot[]> {
  const narration = cinema.at("voice.wav");
  await writeWav(narration, 0.8, (t) => sine(440, 0.3)(t) * Math.sin(9 * t));
  // Left alone, the encoder would make another clip where there are other processors.
  const options = ["-c:v", "libx264", "-preset", "ultrafast", "-threads", "1", "-pix_fmt", "yuv420p"];
  const clip = writeMarkedClip(cinema.at("clip.mp4"), { frames: 20, rate: "24", options });
  const picture = (name: string, light: number) => writeTexture(cinema.at(name), [light, 120, 100]);
  return [
    { frames: 45, picture: picture("one.png", 90), transition: "crossfade", narration, words },
    { frames: 45, picture: picture("two.png", 120), clip, transition: "fade", narration, words },
    { frames: 45, picture: picture("three.png", 150), move: "pan_left", words },
  ];
}
