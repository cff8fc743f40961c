import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findFfmpeg } from "../../media/find-ffmpeg.ts";
import { createMedia } from "../../media/index.ts";

const ALL_ENCODERS = " V..... libx264 x \n A..... aac y ";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-find-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A program that says it is this ffmpeg and has these encoders. */
async function anFfmpeg(encoders: string, says = "ffmpeg version 9.9"): Promise<string> {
  const path = join(folder, "ffmpeg");
  await writeFile(path, `#!/bin/sh\ncase "$*" in *encoders*) echo "${encoders}";; *) printf "${says}\\n";; esac\n`);
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
    await anFfmpeg(ALL_ENCODERS);
    vi.stubEnv("PATH", `${folder}:/bin:/usr/bin`);
    expect((await findFfmpeg()).version).toBe("9.9");
  });

  it("on the PATH is passed over when it cannot encode films", async () => {
    await anFfmpeg(" V..... libopenh264 x \n A..... aac y ");
    vi.stubEnv("PATH", `${folder}:/bin`);
    expect((await findFfmpeg()).version).not.toBe("9.9");
  });
});

describe("ffmpeg for files from outside", () => {
  const demanding = { readsForeignFiles: true };

  it.each([
    ["5.1.9-0+deb12u1", 59],
    ["7.1.1", 61],
    ["n6.0", 60],
    ["N-109542-g2b5e9f5f1a-20230101", 59],
    ["2024-05-13-git-37db0454e4-full_build-www.gyan.dev", 61],
  ])("may be %s", async (version, library) => {
    const path = await anFfmpeg(
      "",
      `ffmpeg version ${version} x\\nlibavcodec     ${library}. 37.100 / ${library}. 37.100`,
    );
    expect(await findFfmpeg(path, demanding)).toEqual({ path, version });
  });

  it.each([
    ["4.4.2-0ubuntu0.22.04.1", 58],
    ["N-47683-g0e8eb07980-static", 58],
    ["of-nobody-knows", null],
  ])("is not %s: the error names it and says how to get a newer one", async (version, library) => {
    const libraries = library === null ? "" : `\\nlibavcodec     ${library}. 18.100 / ${library}. 18.100`;
    const path = await anFfmpeg("", `ffmpeg version ${version} x${libraries}`);
    const message = expect.stringMatching(new RegExp(`${version}.*install ffmpeg 5 or newer.*apt-get install ffmpeg`));
    await expect(findFfmpeg(path, demanding)).rejects.toMatchObject({ code: "missing_program", message });
    expect(await findFfmpeg(path)).toEqual({ path, version });
  });

  it("is never the one from npm", async () => {
    vi.stubEnv("PATH", folder);
    expect((await findFfmpeg()).path).toContain("node_modules");
    await expect(findFfmpeg(null, demanding)).rejects.toMatchObject({ code: "missing_program" });
  });

  it("is asked for when media is made ready, where vendors' files are read", async () => {
    const ffmpegPath = await anFfmpeg(ALL_ENCODERS, "ffmpeg version 4.1 x\\nlibavcodec     58. 35.100");
    const workFolder = join(folder, "work");
    await createMedia({ ffmpegPath, workFolder }).ready();
    const strict = createMedia({ ffmpegPath, workFolder, readsForeignFiles: true });
    await expect(strict.ready()).rejects.toMatchObject({ code: "missing_program" });
  });
});
