/** The files of films: the finished ones, and those that they are made from. */
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LIGHT_REQUEST } from "../light-agent.ts";
import { withAllFiles } from "../server/captioned-film.ts";
import { openServiceRig } from "../server/service-rig.ts";
import { createStage, openStaged, refusalOf, rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

const RESULTS = [
  ["video", "video/mp4", ".mp4"],
  ["poster", "image/jpeg", ".jpg"],
  ["captions.srt", "application/x-subrip", ".srt"],
  ["captions.vtt", "text/vtt", ".vtt"],
  ["manifest", "application/json", ".json"],
] as const;

export function describeFiles(kind: StoreKind): void {
  describeResults(kind);
  describeLastFiles(kind);
  describeMissingResults(kind);
  describePartialFilm(kind);
  describeAssets(kind);
}

/** A suite whose server has made one film that has every file. */
function filmOfSuite(kind: StoreKind) {
  const rig = rigOfSuite({ kind, equip: withAllFiles });
  let making: Promise<Record<string, unknown>> | null = null;
  const make = async () => rig().ended(await rig().order({ changes: { captions: "files" } }));
  const task = () => (making ??= make());
  const get = async (name: string, headers: Record<string, string> = {}, method = "GET") =>
    rig().ask(method, `/ai/tasks/${(await task()).id}/${name}`, { headers });
  return { rig, task, get };
}

function describeResults(kind: StoreKind): void {
  describe(`the files of a film over ${kind}`, () => {
    const { rig, task, get } = filmOfSuite(kind);

    it.each(RESULTS)("%s is sent with its type, its name and its tag", async (name, mediaType, extension) => {
      const answer = await get(name);
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-type": mediaType,
        "content-length": String(Buffer.byteLength(answer.text)),
        "content-disposition": `inline; filename="${(await task()).id}${extension}"`,
        "accept-ranges": "bytes",
        "cache-control": "private, no-cache",
        etag: expect.stringMatching(/^"[\w-]+"$/),
        "last-modified": expect.stringMatching(/GMT$/),
        "x-content-type-options": "nosniff",
      });
    });

    it("are those that the task's result names", async () => {
      const { result } = (await task()) as {
        result: { captions: { srt: string; vtt: string } } & Record<string, string>;
      };
      const { videoUrl, posterUrl, manifestUrl, captions } = result;
      for (const url of [videoUrl, posterUrl, manifestUrl, captions.srt, captions.vtt]) {
        expect([url, (await rig().ask("GET", String(url))).status]).toEqual([url, 200]);
      }
    });

    it("say what the film was made from, and name no place of this machine", async () => {
      const manifest = (await get("manifest")).json();
      expect(manifest).toMatchObject({ version: 1, taskId: (await task()).id, assets: expect.any(Array) });
      expect(JSON.stringify(manifest)).not.toContain(rig().folder);
    });

    it("are sent in parts", async () => {
      for (const [range, part, place] of [
        ["bytes=0-0", "f", "0-0"],
        ["bytes=1-2", "il", "1-2"],
        ["bytes=2-", "lm", "2-3"],
        ["bytes=-1", "m", "3-3"],
        ["bytes=-99", "film", "0-3"],
        ["bytes=1-99", "ilm", "1-3"],
      ] as const) {
        const answer = await get("video", { range });
        expect([range, answer.status, answer.text]).toEqual([range, 206, part]);
        expect(answer.headers.get("content-range")).toBe(`bytes ${place}/4`);
        expect(answer.headers.get("content-length")).toBe(String(part.length));
        expect(answer.headers.get("content-type")).toBe("video/mp4");
      }
    });

    it("are sent whole where no one part is asked for, or another version is meant", async () => {
      for (const range of ["bytes=0-0,2-2", "bytes=3-1", "lines=0-1", "bytes=x"]) {
        expect([range, (await get("video", { range })).text]).toEqual([range, "film"]);
      }
      expect((await get("video", { range: "bytes=0-0", "if-range": '"other"' })).status).toBe(200);
      const etag = (await get("video")).headers.get("etag") ?? "";
      expect((await get("video", { range: "bytes=0-0", "if-range": etag })).status).toBe(206);
    });

    it("have no part that is beyond their end", async () => {
      const answer = await get("video", { range: "bytes=4-" });
      expect(refusalOf(answer, 416, "range_not_satisfiable").detail).toContain("4 bytes");
      expect(answer.headers.get("content-range")).toBe("bytes */4");
    });

    it("are not sent to who has them", async () => {
      const { headers } = await get("video");
      const etag = headers.get("etag") ?? "";
      const modified = headers.get("last-modified") ?? "";
      for (const known of [
        { "if-none-match": etag },
        { "if-none-match": `W/${etag}` },
        { "if-modified-since": modified },
      ]) {
        const answer = await get("video", known);
        expect([known, answer.status, answer.text, answer.headers.get("etag")]).toEqual([known, 304, "", etag]);
      }
      expect((await get("video", { "if-none-match": '"other"', "if-modified-since": modified })).status).toBe(200);
    });

    it("are asked for without their bytes", async () => {
      for (const [name] of RESULTS) {
        const [head, whole] = [await get(name, {}, "HEAD"), await get(name)];
        expect([head.status, head.text]).toEqual([200, ""]);
        for (const field of ["content-length", "content-type", "etag", "accept-ranges"]) {
          expect(head.headers.get(field)).toBe(whole.headers.get(field));
        }
      }
      expect((await get("video", { range: "bytes=0-0" }, "HEAD")).status).toBe(200);
    });

    it("are for their owner alone, at every server", async () => {
      const path = `/ai/tasks/${(await task()).id}/video`;
      refusalOf(await rig().ask("GET", path, { as: "bob" }), 404, "not_found");
      refusalOf(await rig().ask("GET", path, { as: null }), 401, "unauthenticated");
      expect((await rig().ask("GET", path, { as: "viewer" })).text).toBe("film");
      expect((await (await rig().another()).ask("GET", path)).text).toBe("film");
    });
  });
}

function describeLastFiles(kind: StoreKind): void {
  it(`a file over ${kind} is sent to its end by a server that ends, and that waits for nothing more`, async () => {
    const rig = await openServiceRig({ kind });
    const id = await rig.order();
    await rig.ended(id);
    const film = randomBytes(16 * 1024 * 1024);
    await writeFile(join(rig.folder, "films", id, "video.mp4"), film);
    const answer = await rig.open("GET", `/ai/tasks/${id}/video`);
    const closing = rig.close();
    expect(film.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
    const sent = performance.now();
    await closing;
    expect(performance.now() - sent).toBeLessThan(5000);
  });
}

function describeMissingResults(kind: StoreKind): void {
  describe(`files that are not there over ${kind}`, () => {
    it("are those of a film that is not finished, or was called off", async () => {
      const stage = createStage();
      const rig = await rigOfTest({ kind, onDraw: stage.onDraw });
      stage.close();
      const id = await rig.order();
      await stage.waiting();
      const refuseAll = async () => {
        for (const [name] of RESULTS) {
          const problem = refusalOf(await rig.ask("GET", `/ai/tasks/${id}/${name}`), 404, "not_found");
          expect(problem.detail).toBe("There is no such file yet.");
        }
      };
      await refuseAll();
      await rig.ask("POST", `/ai/tasks/${id}/cancel`);
      await rig.ended(id);
      await refuseAll();
    });

    it("are captions of a film without any", async () => {
      const rig = await rigOfTest({ kind });
      const id = await rig.order();
      expect(await rig.ended(id)).toMatchObject({ result: { captions: null } });
      for (const name of ["captions.srt", "captions.vtt"]) {
        const problem = refusalOf(await rig.ask("GET", `/ai/tasks/${id}/${name}`), 404, "not_found");
        expect(problem.detail).toBe("The film has no such file.");
      }
    });
  });
}

function describePartialFilm(kind: StoreKind): void {
  describe(`GET /ai/tasks/{id}/video?partial=1 over ${kind}`, () => {
    it("sends what is ready of a film, until the film itself is", async () => {
      const { stage, rig, id } = await openStaged(kind);
      const path = `/ai/tasks/${id}/video?partial=1`;
      const get = (headers: Record<string, string> = {}) => rig.ask("GET", path, { headers });
      expect(refusalOf(await get(), 404, "not_found").detail).toBe("No scene of it is ready yet on this machine.");
      await writeFile(join(rig.folder, "films", id, "partial.mp4"), "two scenes");
      const partial = await get();
      expect([partial.status, partial.text, partial.headers.get("content-type")]).toEqual([
        200,
        "two scenes",
        "video/mp4",
      ]);
      expect(partial.headers.get("content-disposition")).toBe(`inline; filename="${id}-partial.mp4"`);
      expect((await get({ range: "bytes=4-" })).text).toBe("scenes");
      expect((await get({ "if-none-match": partial.headers.get("etag") ?? "" })).status).toBe(304);
      refusalOf(await rig.ask("GET", `/ai/tasks/${id}/video`), 404, "not_found");
      refusalOf(await rig.ask("GET", path, { as: "bob" }), 404, "not_found");
      stage.open();
      await rig.ended(id);
      expect((await get()).text).toBe("film");
    });

    it("sends the film itself from when it is in its place, also while its task publishes it", async () => {
      const { stage, rig, id } = await openStaged(kind);
      const path = `/ai/tasks/${id}/video?partial=1`;
      await writeFile(join(rig.folder, "films", id, "video.mp4"), "whole film");
      const whole = await rig.ask("GET", path);
      expect([whole.status, whole.text]).toEqual([200, "whole film"]);
      expect(whole.headers.get("content-disposition")).toBe(`inline; filename="${id}.mp4"`);
      expect((await rig.ask("GET", path, { headers: { range: "bytes=6-" } })).text).toBe("film");
      refusalOf(await rig.ask("GET", `/ai/tasks/${id}/video`), 404, "not_found");
      stage.open();
      await rig.ended(id);
    });

    it("sends what was ready of a film that was called off", async () => {
      const { rig, id } = await openStaged(kind);
      await writeFile(join(rig.folder, "films", id, "partial.mp4"), "a scene");
      await rig.ask("POST", `/ai/tasks/${id}/cancel`);
      await rig.ended(id);
      expect((await rig.ask("GET", `/ai/tasks/${id}/video?partial=1`)).text).toBe("a scene");
    });

    it("knows no other parts", async () => {
      const rig = await rigOfTest({ kind });
      const id = await rig.order();
      refusalOf(await rig.ask("GET", `/ai/tasks/${id}/video?partial=2`), 422, "invalid_request");
    });
  });
}

function describeAssets(kind: StoreKind): void {
  describe(`GET /ai/tasks/{id}/assets/{name} over ${kind}`, () => {
    const { rig, task, get } = filmOfSuite(kind);
    const thumbnailOf = async () => {
      const { scenes } = (await task()) as { scenes: { thumbnail: string }[] };
      return scenes[0]?.thumbnail.split("/").at(-1) ?? "";
    };

    it("sends each file that the task's events name", async () => {
      const { data } = (await get("events?limit=1000", { accept: "application/json" })).json<{
        data: { event: string; data: { asset: { key: string; sha256: string; bytes: number } } }[];
      }>();
      const assets = data.filter(({ event }) => event === "asset-ready").map((event) => event.data.asset);
      expect(assets.length).toBeGreaterThan(2);
      for (const { key, sha256, bytes } of assets) {
        const answer = await get(key);
        expect([answer.status, answer.text.length, answer.headers.get("etag")]).toEqual([200, bytes, `"${sha256}"`]);
      }
    });

    it("says that they stay as they are, and that they are pictures", async () => {
      const answer = await get(`assets/${await thumbnailOf()}`);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-type": "image/png",
        "cache-control": "private, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
      });
    });

    it("sends parts, and nothing to who has it", async () => {
      const place = `assets/${await thumbnailOf()}`;
      const whole = await get(place);
      const part = await get(place, { range: "bytes=2-5" });
      expect([part.status, part.text]).toEqual([206, whole.text.slice(2, 6)]);
      expect((await get(place, { "if-none-match": whole.headers.get("etag") ?? "" })).status).toBe(304);
      refusalOf(await get(place, { range: "bytes=999999-" }), 416, "range_not_satisfiable");
      const head = await get(place, {}, "HEAD");
      expect([head.status, head.text, head.headers.get("content-length")]).toEqual([
        200,
        "",
        String(whole.text.length),
      ]);
    });

    it("sends no file of another task, be it the same owner's", async () => {
      const changes = { ...LIGHT_REQUEST, prompt: "A bear sails to an island." };
      for (const as of ["ann", "bob"] as const) {
        const id = await rig().order({ as, changes });
        await rig().ended(id, as);
        const answer = await rig().ask("GET", `/ai/tasks/${id}/assets/${await thumbnailOf()}`, { as });
        refusalOf(answer, 404, "not_found");
      }
    });

    it.each([
      "nothing",
      `${"0".repeat(64)}.png`,
      `${"0".repeat(64)}`,
      `${"0".repeat(64)}.json`,
      "..%2f..%2f..%2fetc%2fpasswd",
      "%2e%2e%2ftasks",
      "..%5c..%5cwindows",
      "%00.png",
      "a%0d%0ab.png",
      "🦊.png",
    ])("knows no file %s", async (name) => {
      refusalOf(await get(`assets/${name}`), 404, "not_found");
    });

    it("knows the file by its one name: in no other case, and with nothing around it", async () => {
      const name = await thumbnailOf();
      for (const odd of [name.toUpperCase(), `${name}%20`, `%20${name}`, `.%2f${name}`, `${name}%00`, `${name}.png`]) {
        refusalOf(await get(`assets/${odd}`), 404, "not_found");
      }
    });
  });
}
