import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSupabaseVendor } from "../../../providers/supabase/index.ts";
import type { PublishedFile, Storage } from "../../../providers/types.ts";
import { createTaskFiles } from "../../../server/files/task-files.ts";
import { startSupabaseServer } from "../../vendors/supabase-server.ts";
import { aRow, context, type DeletionRig, openDeletionRig } from "./deletion-rig.ts";
import { serveOverHttp } from "./http.ts";

const OWNER = "user:11111111-1111-4111-8111-111111111111";

function filesOf(rig: DeletionRig, storage: Storage = rig.storage) {
  const { stores, records, dataDir, places } = rig;
  const { outputFolder } = places;
  return createTaskFiles({ stores, providers: { storage, records }, dataDir, outputFolder, onLeft });
}

const onLeft = (error: unknown): never => {
  throw error;
};

const asked = (path = "") => new Request(`http://localhost/${path}`);

describe("a file of a finished film", () => {
  it.each([
    ["video", "video/mp4", "video.mp4 of one", "one.mp4"],
    ["poster", "image/jpeg", "poster.jpg of one", "one.jpg"],
    ["captions.srt", "application/x-subrip", "captions.srt of one", "one.srt"],
    ["captions.vtt", "text/vtt", "captions.vtt of one", "one.vtt"],
    ["manifest", "application/json", "manifest.json of one", "one.json"],
  ] as const)("comes from this machine: %s", async (name, mediaType, text, downloadName) => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", []);
    const answer = await filesOf(rig).result(row, name, asked());
    expect(answer?.headers.get("content-type")).toBe(mediaType);
    expect(answer?.headers.get("content-disposition")).toBe(`inline; filename="${downloadName}"`);
    expect(await answer?.text()).toBe(text);
  });

  it("lies in the usual folder where its task names none", async () => {
    const rig = await openDeletionRig();
    const outputFolder = () => rig.dataDir;
    await writeFile(join(rig.dataDir, "video.mp4"), "a film");
    const { stores, storage, records, dataDir } = rig;
    const files = createTaskFiles({ stores, providers: { storage, records }, dataDir, outputFolder, onLeft });
    expect(await (await files.result(aRow(), "video", asked()))?.text()).toBe("a film");
    expect(files.folder).toBe(join(dataDir, "films"));
  });

  it("is not there before the film is, nor captions that it has none of, nor what was removed", async () => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", []);
    const files = filesOf(rig);
    expect(await files.result({ ...row, status: "running" }, "video", asked())).toBeNull();
    expect(await files.result({ ...row, ended: null }, "video", asked())).toBeNull();
    const silent = row.ended?.result && { ...row.ended, result: { ...row.ended.result, captions: null } };
    expect(await files.result({ ...row, ended: silent ?? null }, "captions.srt", asked())).toBeNull();
    await rm(join(row.folder ?? "", "poster.jpg"));
    expect(await files.result(row, "poster", asked())).toBeNull();
  });

  it("that is elsewhere is where its owner's link leads, until it is deleted there too", async () => {
    const rig = await openDeletionRig();
    const bucket = await startSupabaseServer();
    onTestFinished(() => bucket.close());
    const access = { url: bucket.url, serviceRoleKey: bucket.key, bucket: "pixora" };
    const dataDir = await mkdtemp(join(tmpdir(), "pixora-elsewhere-"));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    const { storage } = createSupabaseVendor({ access, dataDir });
    const row = await rig.make("one", [], "completed", OWNER);
    const published: PublishedFile = { taskId: "one", owner: OWNER, name: "video.mp4" };
    const path = join(row.folder ?? "", "video.mp4");
    await storage.publish({ ...published, path, mediaType: "video/mp4" }, context);
    const files = filesOf(rig, storage);
    const answer = await files.result(row, "video", asked());
    expect([answer?.status, answer?.headers.get("cache-control")]).toEqual([307, "no-store"]);
    expect(await (await fetch(answer?.headers.get("location") ?? "")).text()).toBe("video.mp4 of one");
    // This one could not be published: it is on this machine.
    expect((await files.result(row, "poster", asked()))?.status).toBe(200);
    await files.delete(row);
    expect(bucket.objects.size).toBe(0);
  });
});

describe("a file that a film is made from", () => {
  it("is sent for the task that has it, lasting and by its hash, and for no other task", async () => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", ["fox"]);
    const other = await rig.make("other", ["snow"]);
    const name = (await rig.store("one", "fox")).replace("assets/", "");
    const url = await serveOverHttp((request) => filesOf(rig).asset(row, name, request));
    const answer = await fetch(url, { headers: { range: "bytes=1-2" } });
    expect([answer.status, await answer.text()]).toEqual([206, "ox"]);
    expect(answer.headers.get("etag")).toBe(`"${name.slice(0, 64)}"`);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect(await filesOf(rig).asset(other, name, asked())).toBeNull();
  });

  it("is not sent before it is stored, and after its task was deleted", async () => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", ["fox"]);
    const pending = `${"0".repeat(64)}.png`;
    await rig.stores.assets.add("one", [`assets/${pending}`]);
    expect(await filesOf(rig).asset(row, pending, asked())).toBeNull();
    const name = (await rig.store("one", "fox")).replace("assets/", "");
    await filesOf(rig).delete(row);
    expect(await filesOf(rig).asset(row, name, asked())).toBeNull();
  });

  it("is a picture, a sound or a clip, by a name that leads nowhere else", async () => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", []);
    const hash = "0".repeat(64);
    const odd = [
      `${hash}.json`,
      `${hash}.bin`,
      `${hash}`,
      `../${hash}.png`,
      `${hash}.png/..`,
      "..%2fsecret.png",
      "",
      `${hash.toUpperCase()}.png`,
    ];
    for (const name of odd) expect(await filesOf(rig).asset(row, name, asked())).toBeNull();
  });

  it("that could not be removed with its task is removed at the next start", async () => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", ["fox"]);
    const path = await rig.storage.localPath(await rig.store("one", "fox"), context);
    const told: unknown[] = [];
    const { stores, records, dataDir, places, storage } = rig;
    const away = { ...storage, remove: () => Promise.reject(new Error("The bucket is away.")) };
    const files = createTaskFiles({
      ...{ stores, providers: { storage: away, records }, dataDir, outputFolder: places.outputFolder },
      onLeft: (error) => told.push(error),
    });
    await files.delete(row);
    expect(told).toHaveLength(1);
    expect(await readFile(path, "utf8")).toBe("fox");
    await filesOf(rig).tidy();
    await expect(readFile(path)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("is removed with its film at the next start, when the deletion of its task was broken off", async () => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", ["fox"]);
    const path = await rig.storage.localPath(await rig.store("one", "fox"), context);
    await rig.stores.tasks.condemn("one");
    await filesOf(rig).tidy();
    for (const file of [path, join(row.folder ?? "", "video.mp4")]) {
      await expect(readFile(file)).rejects.toMatchObject({ code: "ENOENT" });
    }
    expect(await rig.stores.tasks.condemned()).toEqual([]);
  });
});
