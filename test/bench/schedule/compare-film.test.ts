import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareFilm } from "./compare-film.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-schedule-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As in life: a second is one. */
const scale = 1000;

describe("the graph", () => {
  it.each(["clips", "stills"] as const)(
    "takes hardly longer than the critical path of a film of %s",
    async (motion) => {
      const limits = { language: Infinity, fal: Infinity, replicate: Infinity };
      const film = await compareFilm({ limits, scale, scenes: 9, seed: 1, motion, folder });
      expect(film.measured / film.best.seconds).toBeLessThan(1.05);
      expect(film.stages / film.best.seconds).toBeGreaterThan(1.1);
    },
  );

  it("takes hardly longer than the best blind order where vendors have limits", async () => {
    const limits = { language: 8, fal: 2, replicate: 10 };
    const film = await compareFilm({ limits, scale, scenes: 9, seed: 1, motion: "clips", folder });
    expect(film.measured / film.blind).toBeLessThan(1.1);
  });
});
