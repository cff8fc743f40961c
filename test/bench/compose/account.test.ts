import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findFfmpeg } from "../../../media/find-ffmpeg.ts";
import { accountingFfmpeg, readAccounts } from "./account.ts";

it("writes down what each start of ffmpeg was for and took, and hands everything through", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pixora-account-"));
  try {
    const { path } = await findFfmpeg();
    const program = await accountingFfmpeg(path, folder);
    const raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "320x180", "-i", "pipe:0"];
    const input = Buffer.alloc((320 * 180 * 3) / 2, 100);
    const run = () =>
      execFileSync(program, ["-v", "error", ...raw, "-c:v", "libx264", "-f", "matroska", "pipe:1"], { input });
    const film = run();
    expect(film.subarray(0, 4).toString("hex")).toBe("1a45dfa3");
    expect(run().length).toBe(film.length);
    expect(() =>
      execFileSync(program, ["-v", "error", "-i", "missing.png", "-f", "null", "-"], { stdio: "pipe" }),
    ).toThrow(/missing\.png/);
    const accounts = await readAccounts(folder);
    expect(accounts.map(({ what, starts }) => [what, starts])).toEqual([
      ["encode pieces", 2],
      ["other", 1],
    ]);
    for (const { cpuMs } of accounts) expect(cpuMs).toBeGreaterThan(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
