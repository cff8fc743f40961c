import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { RENDERER_VERSION } from "../../../media/encoding.ts";
import { toPatch } from "../../../media/stills/patch.ts";
import { openPiece } from "../../../media/stills/piece-frames.ts";
import { frameBytes, type MovingStill, type PiecePlan, sourceSize } from "../../../media/stills/piece-plan.ts";

/** What each version drew of the piece below. A new picture needs a new version and a new line, never another hash. */
const DRAWN: Record<number, string> = {
  1: "84faee91d9fb6ff85a789bc1ed09bd81f539f5071c0bc35cec8442f341c32793",
  // Bodies of clips are encoded by the program that decodes them: other bytes, though nothing of ours is drawn otherwise.
  2: "84faee91d9fb6ff85a789bc1ed09bd81f539f5071c0bc35cec8442f341c32793",
  // The ground behind whole pictures is blurred otherwise, which is not drawn here.
  3: "84faee91d9fb6ff85a789bc1ed09bd81f539f5071c0bc35cec8442f341c32793",
};

const film = { width: 64, height: 36 };

it("draws what its version has always drawn: kept pieces are named by it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pixora-version-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const still = async (name: string, factor: number): Promise<MovingStill> => {
    const size = sourceSize(film);
    const planes = join(folder, name);
    await writeFile(planes, Buffer.from(Array.from({ length: frameBytes(size) }, (_, at) => (at * at * factor) >> 7)));
    const prepared = { planes, size, fit: "cover", subject: { x: 0.3, y: 0.6 }, move: "zoom_in" } as const;
    return { kind: "still", ...prepared, seen: { first: 0, last: 59 }, startFrame: 20 };
  };
  const place = { x: 10, y: 20, width: 20, height: 8, firstFrame: 1, endFrame: 5 };
  await writeFile(join(folder, "caption"), toPatch(Buffer.alloc(20 * 8 * 4, 90), 20, 8));
  const plan: PiecePlan = {
    ...film,
    frames: 6,
    from: await still("from", 3),
    to: { shot: await still("to", 5), by: "crossfade" },
    fadeIn: 0,
    fadeOut: 0,
    patches: [{ name: "caption", ...place }],
  };
  const hash = createHash("sha256");
  for (const piece of [plan, { ...plan, to: null, fadeIn: 3, fadeOut: 2 }]) {
    const draw = await openPiece(piece, { folder });
    for (let index = 0; index < piece.frames; index++) hash.update(await draw(index));
  }
  expect(hash.digest("hex")).toBe(DRAWN[RENDERER_VERSION]);
});
