import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFfmpeg, type FfmpegJob, type RunFfmpeg } from "../../media/ffmpeg.ts";
import { findFfmpeg } from "../../media/find-ffmpeg.ts";

let folder: string;
let run: RunFfmpeg;
const never = new AbortController().signal;
const endless = (): FfmpegJob => ({
  inputs: [{ source: "testsrc=size=64x36:rate=30", options: ["-re", "-f", "lavfi"] }],
  outputOptions: ["-c:v", "libx264"],
  output: "endless.mkv",
  folder,
  deadlineSeconds: 30,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora ffmpeg "));
  run = createFfmpeg((await findFfmpeg()).path);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a found ffmpeg", () => {
  it("keeps a path that is relative to the working folder good for jobs in other folders", async () => {
    const script = join(folder, "own-ffmpeg");
    await writeFile(script, `#!/bin/sh\nexec "${(await findFfmpeg()).path}" "$@"\n`, { mode: 0o755 });
    const program = await findFfmpeg(relative(process.cwd(), script));
    const elsewhere = await mkdtemp(join(folder, "elsewhere-"));
    const job = { ...endless(), folder: elsewhere, outputOptions: ["-frames:v", "1", "-c:v", "libx264"] };
    await createFfmpeg(program.path)(job, never);
    expect((await stat(join(elsewhere, String(job.output)))).size).toBeGreaterThan(0);
  });
});

describe("createFfmpeg", () => {
  it("runs a generated input to a file, with options that hold blanks left whole", async () => {
    const job: FfmpegJob = {
      inputs: [{ source: "color=c=red:s=64x36:r=30:d=1", options: ["-f", "lavfi"] }],
      filter: "[0:v]negate, format=yuv420p[v]",
      outputOptions: ["-map", "[v]", "-metadata", "title=two words"],
      output: "whole.mp4",
      folder,
      deadlineSeconds: 20,
    };
    await run(job, never);
    expect((await readFile(join(folder, "whole.mp4"))).includes("two words")).toBe(true);
  });

  it("writes a second output beside the first, and leaves neither when it fails", async () => {
    const job: FfmpegJob = {
      inputs: [{ source: "testsrc=size=64x36:rate=30:duration=1", options: ["-f", "lavfi"] }],
      filter: "[0:v]split[all][some];[some]trim=end_frame=4[start]",
      outputOptions: ["-map", "[all]", "-pix_fmt", "yuv420p", "-f", "rawvideo"],
      output: "all.yuv",
      beside: { path: "start.yuv", outputOptions: ["-map", "[start]", "-pix_fmt", "yuv420p", "-f", "rawvideo"] },
      folder,
      deadlineSeconds: 20,
    };
    expect((await run(job, never)).frames).toBe(30);
    const sizes = await Promise.all(
      ["all.yuv", "start.yuv"].map(async (name) => (await stat(join(folder, name))).size),
    );
    expect(sizes).toEqual([30, 4].map((frames) => frames * 64 * 36 * 1.5));
    const failing = { ...job, outputOptions: [...job.outputOptions, "-frames:v", "nothing"] };
    await expect(run(failing, never)).rejects.toMatchObject({ code: "ffmpeg_failed" });
    expect(["all.yuv", "start.yuv"].filter((name) => existsSync(join(folder, name)))).toEqual([]);
  });

  it("pipes raw frames in and loses none", async () => {
    const frames = Readable.from(
      (function* () {
        for (let frame = 0; frame < 7; frame++) yield Buffer.alloc(16 * 16 * 1.5, frame);
      })(),
    );
    const job: FfmpegJob = {
      inputs: [{ source: frames, options: ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "16x16"] }],
      outputOptions: ["-f", "rawvideo"],
      output: join(folder, "piped.yuv"),
      deadlineSeconds: 20,
    };
    await run(job, never);
    expect((await stat(join(folder, "piped.yuv"))).size).toBe(7 * 384);
  });

  it("gives the log where no file is wanted", async () => {
    const inputs = [{ source: "color=s=16x16:d=0.1", options: ["-f", "lavfi"] }];
    const { log } = await run(
      { inputs, filter: "showinfo", outputOptions: [], output: null, deadlineSeconds: 20 },
      never,
    );
    expect(log).toContain("showinfo");
  });

  it("reports progress in seconds", async () => {
    const seconds: number[] = [];
    const inputs = [{ source: "color=s=16x16:d=2", options: ["-f", "lavfi"] }];
    const onProgress = (progress: { seconds: number }) => seconds.push(progress.seconds);
    await run({ inputs, outputOptions: [], output: null, deadlineSeconds: 20, onProgress }, never);
    expect(seconds.at(-1)).toBeCloseTo(2, 1);
  });

  it("tells the end of the log when ffmpeg refuses, and leaves no file", async () => {
    const job = { ...endless(), outputOptions: ["-t", "1", "-c:v", "no-such-codec"] };
    await expect(run(job, never)).rejects.toMatchObject({
      code: "ffmpeg_failed",
      message: expect.stringContaining("no-such-codec"),
    });
    expect(existsSync(join(folder, "endless.mkv"))).toBe(false);
  });

  it("stops at once when cancelled, and leaves no process and no file", async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    await expect(run({ ...endless(), onProgress }, controller.signal)).rejects.toMatchObject({ code: "cancelled" });
    expect(existsSync(join(folder, "endless.mkv"))).toBe(false);
  });

  it("does not start when it was cancelled before", async () => {
    await expect(run(endless(), AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
  });

  it("is stopped by its deadline", async () => {
    await expect(run({ ...endless(), deadlineSeconds: 0.5 }, never)).rejects.toMatchObject({ code: "timeout" });
  });

  it.skipIf(!existsSync("/dev/full"))("recognises a full disk", async () => {
    await symlink("/dev/full", join(folder, "full"));
    const job = { ...endless(), outputOptions: ["-t", "0.2", "-f", "rawvideo"], output: "full" };
    await expect(run(job, never)).rejects.toMatchObject({
      code: "output_unwritable",
      message: expect.stringContaining("disk is full"),
    });
  });

  it("fails when the frames fail", async () => {
    const frames = new Readable({ read: () => frames.destroy(new Error("no more frames")) });
    const inputs = [{ source: frames, options: ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "16x16"] }];
    const refused = run({ inputs, outputOptions: [], output: null, deadlineSeconds: 20 }, never);
    await expect(refused).rejects.toThrow("no more frames");
  });

  it("survives a program that does not start", async () => {
    await expect(createFfmpeg(join(folder, "none"))(endless(), never)).rejects.toMatchObject({ code: "ffmpeg_failed" });
  });
});
