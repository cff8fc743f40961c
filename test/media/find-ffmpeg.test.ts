import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findFfmpeg } from "../../media/find-ffmpeg.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-find-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A program that says it is ffmpeg and has these encoders. */
async function anFfmpeg(encoders: string): Promise<string> {
  const path = join(folder, "ffmpeg");
  await writeFile(
    path,
    `#!/bin/sh\ncase "$*" in *encoders*) echo "${encoders}";; *) echo "ffmpeg version 9.9";; esac\n`,
  );
  await chmod(path, 0o755);
  return path;
}

describe("ffmpeg", () => {
  it("is the one that is named, before any other", async () => {
    const path = await anFfmpeg("");
    expect(await findFfmpeg(path)).toEqual({ path, version: "9.9" });
  });

  it("that is named and does not start is an error that says how to get one", async () => {
    const named = findFfmpeg(join(folder, "nothing"));
    await expect(named).rejects.toMatchObject({
      code: "missing_program",
      message: expect.stringMatching(/Unset it .*apt-get install ffmpeg/),
    });
  });

  it("on the PATH comes before the one from npm", async () => {
    await anFfmpeg(" V..... libx264 x \n A..... aac y ");
    vi.stubEnv("PATH", `${folder}:/bin:/usr/bin`);
    expect((await findFfmpeg()).version).toBe("9.9");
  });

  it("on the PATH is passed over when it cannot encode films", async () => {
    await anFfmpeg(" V..... libopenh264 x \n A..... aac y ");
    vi.stubEnv("PATH", `${folder}:/bin`);
    expect((await findFfmpeg()).version).not.toBe("9.9");
  });
});
