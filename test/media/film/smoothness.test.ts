import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cinema, greyFrames, openCinema, rms, runFfmpeg } from "./cinema.ts";
import { followDot, jitterOf, writeDots } from "./dots.ts";

const size = { width: 1280, height: 720 };
const format = { ...size, captions: null, fit: null };
const FRAMES = 90;
/** Frames that are as light as they will be: not those that rise from black or sink into it. */
const [FIRST, LAST] = [12, FRAMES - 18];
const RADIUS = 14;
/** Dots in pixels of the film, at every distance from its middle. */
const DOTS = [
  [240, 170],
  [560, 130],
  [1040, 180],
  [330, 380],
  [690, 350],
  [930, 420],
  [240, 550],
  [610, 570],
].map(([x = 0, y = 0]) => ({ x, y }));
/**
 * Pixels, root mean square. The encoder rounds motion to quarters of a pixel. A zoom has another motion everywhere, a
 * pan the same: that alone is 0.03, where the frames before the encoder have 0.003.
 */
const LIMITS = { zoom_in: 0.02, pan_left: 0.05 };

let cinema: Cinema;
let picture: string;

beforeAll(async () => {
  cinema = await openCinema();
  picture = writeDots(cinema.at("dots.png"), size, DOTS, RADIUS);
});
afterAll(() => cinema.close());

/** How far the dots are from their smooth paths, in pixels: root mean square in the worse of both directions. */
function jitterIn(video: string): number {
  const frames = greyFrames(video, size).slice(FIRST, LAST);
  const paths = DOTS.map((dot) => followDot(frames, size, dot, RADIUS).filter((place) => place !== null));
  for (const path of paths) expect(path, "a dot is lost").toHaveLength(frames.length);
  const across = paths.flatMap((path) => jitterOf(path.map(({ x }) => x)));
  const down = paths.flatMap((path) => jitterOf(path.map(({ y }) => y)));
  return Math.max(rms(across), rms(down));
}

describe("a moving still in 720p", () => {
  it.each(["zoom_in", "pan_left"] as const)("moves without jitter: %s", async (move) => {
    const { video } = await cinema.show([{ frames: FRAMES, picture, move }], { format });
    const jitter = jitterIn(video);
    expect(jitter, `jitter of ${jitter.toFixed(4)} px rms`).toBeLessThanOrEqual(LIMITS[move]);
  });

  it("would be found jerky by this measure if ffmpeg's own zoom had made it", () => {
    const video = cinema.at("zoompan.mp4");
    const zoom = `zoompan=z='1+0.1*on/${FRAMES}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d=${FRAMES}:s=1280x720:fps=30`;
    runFfmpeg(["-v", "error", "-i", picture, "-vf", zoom, "-c:v", "libx264", "-preset", "superfast", video]);
    const jitter = jitterIn(video);
    expect(jitter, `jitter of ${jitter.toFixed(4)} px rms`).toBeGreaterThan(0.1);
  });
});
