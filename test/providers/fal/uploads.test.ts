import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PixoraError } from "../../../models/error.ts";
import { clock } from "../../../providers/back-off.ts";
import { connectFal } from "../../../providers/fal/connection.ts";
import { createUploads, type UploadsOptions } from "../../../providers/fal/uploads.ts";
import { createOutsideRequest, type OutsideRequest } from "../../../providers/outside-request.ts";
import { type FalServer, startFalServer } from "../../vendors/fal-server.ts";
import { KEY, picturesOnDisk } from "./vendor.ts";

let server: FalServer;
let picture: string;
beforeEach(async () => {
  server = await startFalServer({ key: KEY });
  [picture = ""] = await picturesOnDisk(1);
});
afterEach(() => server.close());

const context = { signal: new AbortController().signal };
const guarded = () => createOutsideRequest({ allowedHosts: [server.host] });
const open = (changes: Partial<UploadsOptions> = {}) =>
  createUploads({
    connection: connectFal({ key: KEY, proxyUrl: server.url }),
    outsideRequest: guarded(),
    clock,
    retries: { first: 1, factor: 1, most: 1 },
    ...changes,
  });

/** A guard whose first answers are these failures. */
function failing(...failures: PixoraError[]): OutsideRequest {
  const request = guarded();
  return async (call, surroundings) => {
    const failure = failures.shift();
    if (failure) throw failure;
    return request(call, surroundings);
  };
}

describe("uploads to fal", () => {
  it("a picture lies at fal as the kind of file it is", async () => {
    const url = await open()(picture, context);
    expect(server.uploads).toMatchObject([{ url, contentType: "image/png" }]);
  });

  it("a picture is put where fal says only if we go there", async () => {
    const outsideRequest = createOutsideRequest({ allowedHosts: [] });
    await expect(open({ outsideRequest })(picture, context)).rejects.toMatchObject({ code: "unsafe_url" });
    expect(server.uploads).toEqual([]);
  });

  it("a connection that broke is tried again, since it costs nothing", async () => {
    const broken = () => new PixoraError("vendor_failed", "broken", { retryable: true });
    await open({ outsideRequest: failing(broken(), broken()) })(picture, context);
    expect(server.uploads).toHaveLength(1);
  });

  it("what stays broken is given up after a few tries, and tried anew when it is wanted again", async () => {
    const broken = Array.from({ length: 4 }, () => new PixoraError("vendor_failed", "broken", { retryable: true }));
    const upload = open({ outsideRequest: failing(...broken) });
    await expect(upload(picture, context)).rejects.toMatchObject({ code: "vendor_failed", message: "broken" });
    await expect(upload(picture, context)).resolves.toMatch(/^http/);
  });

  it("a refused key is the account's matter", async () => {
    const upload = open({ connection: connectFal({ key: "wrong:key", proxyUrl: server.url }) });
    await expect(upload(picture, context)).rejects.toMatchObject({ code: "account_refused" });
  });

  it("a picture is uploaded anew before fal forgets it", async () => {
    let now = 0;
    const upload = open({ now: () => now });
    await upload(picture, context);
    now = 23 * 60 * 60 * 1000;
    await upload(picture, context);
    expect(server.uploads).toHaveLength(1);
    now = 25 * 60 * 60 * 1000;
    await upload(picture, context);
    expect(server.uploads).toHaveLength(2);
  });

  it("who is cancelled leaves the upload to the others who wait for it", async () => {
    const controller = new AbortController();
    const upload = open();
    const [one, other] = [upload(picture, controller), upload(picture, context)];
    controller.abort();
    await expect(one).rejects.toMatchObject({ code: "cancelled" });
    await expect(other).resolves.toMatch(/^http/);
    expect(server.uploads).toHaveLength(1);
  });

  it("when nobody waits for it any more it stops, and begins anew when it is wanted again", async () => {
    const controller = new AbortController();
    let stopped: AbortSignal | undefined;
    const request = guarded();
    const upload = open({
      outsideRequest: (call, { signal }) => {
        if (stopped) return request(call, { signal });
        stopped = signal;
        queueMicrotask(() => controller.abort());
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    });
    await expect(upload(picture, controller)).rejects.toMatchObject({ code: "cancelled" });
    expect(stopped?.aborted).toBe(true);
    await expect(upload(picture, context)).resolves.toMatch(/^http/);
  });
});
