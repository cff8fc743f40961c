import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Disk, refuseFullDisk } from "../../media/disk-space.ts";
import { createPieceCache } from "../../media/pieces/piece-cache.ts";

const MB = 2 ** 20;
/** Ten minutes. */
const film = { width: 1920, height: 1080, frames: 18_000, folder: "/out" };

/** Disks by the folder that they are mounted at. */
function check(disks: Readonly<Record<string, Disk>>, cache: Parameters<typeof refuseFullDisk>[1]["cache"] = null) {
  const look = async (folder: string) => disks[folder] ?? { id: 0, freeBytes: 0 };
  return refuseFullDisk(film, { workFolder: "/work", cache, look });
}

describe("refuseFullDisk", () => {
  it("lets a film begin where there is room for it and what it is made from", async () => {
    await check({ "/work": { id: 1, freeBytes: 2000 * MB }, "/out": { id: 2, freeBytes: 1000 * MB } });
  });

  it("names both figures and the folder that has too little", async () => {
    const crowded = check({ "/work": { id: 1, freeBytes: 200 * MB }, "/out": { id: 2, freeBytes: 9000 * MB } });
    await expect(crowded).rejects.toMatchObject({
      code: "output_unwritable",
      message: expect.stringMatching(/^The film may need 1,\d\d\d MB in \/work, where 200 MB are free: /),
    });
    const narrow = check({ "/work": { id: 1, freeBytes: 9000 * MB }, "/out": { id: 2, freeBytes: 100 * MB } });
    await expect(narrow).rejects.toMatchObject({ message: expect.stringContaining("MB in /out, where 100 MB") });
  });

  it("adds up what two folders need of one disk", async () => {
    const shared = { id: 1, freeBytes: 1200 * MB };
    await expect(check({ "/work": shared, "/out": shared })).rejects.toMatchObject({ code: "output_unwritable" });
  });

  it("lets kept pieces give way before it refuses", async () => {
    const disk = { id: 1, freeBytes: 1200 * MB };
    const asked: number[] = [];
    const cache = {
      ...createPieceCache({ folder: "/nowhere", maxBytes: 0, maker: async () => "" }),
      async release(bytes: number) {
        asked.push(Math.round(bytes / MB));
        disk.freeBytes += bytes;
      },
    };
    await check({ "/work": disk, "/out": disk, "/nowhere": disk }, cache);
    expect(asked).toEqual([expect.any(Number)]);
    const crowded = { "/work": { id: 1, freeBytes: 9000 * MB }, "/out": { id: 2, freeBytes: 100 * MB } };
    await expect(check({ ...crowded, "/nowhere": { id: 1, freeBytes: 0 } }, cache)).rejects.toMatchObject({
      message: expect.stringContaining("MB in /out, where 100 MB"),
    });
    expect(asked).toHaveLength(1);
  });

  it("looks at the disk that a folder will be made on", async () => {
    const base = await mkdtemp(join(tmpdir(), "pixora-disk-"));
    try {
      const deep = join(base, "not", "there", "yet");
      await refuseFullDisk({ ...film, frames: 1, folder: deep }, { workFolder: base, cache: null });
      const endless = { ...film, frames: 1e12, folder: deep };
      await expect(refuseFullDisk(endless, { workFolder: base, cache: null })).rejects.toMatchObject({
        code: "output_unwritable",
      });
    } finally {
      await rm(base, { recursive: true, force: true });
    }
  });
});
