import { expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { createFetchOutside, FETCH_LIMITS } from "../../providers/fetch-outside.ts";
import { createOutsideRequest, type OutsideRequest } from "../../providers/outside-request.ts";
import { serve } from "./outside-server.ts";

const context = { signal: new AbortController().signal };
const png = Buffer.from("\x89PNG\r\n\x1a\n and more", "latin1");
const wav = Buffer.from("RIFF\0\0\0\0WAVEfmt ", "latin1");
const mp4 = Buffer.from("\0\0\0\x20ftypisom\0\0\x02\0", "latin1");
const final = { code: "vendor_failed", retryable: false };

/** A request that fails so many times, then answers. */
function failing(times: number, error: PixoraError, bytes: Uint8Array = png) {
  const deadlines: number[] = [];
  const request: OutsideRequest = async (call) => {
    deadlines.push(call.deadlineMs);
    if (deadlines.length <= times) throw error;
    return { status: 200, headers: {}, bytes };
  };
  const pauses: number[] = [];
  const pause = async (attempt: number) => void pauses.push(attempt);
  return { request, pause, deadlines, pauses };
}

const passing = new PixoraError("vendor_failed", "It is slow.", { retryable: true });

it("a picture comes with the type that its bytes tell, whatever the server says", async () => {
  const server = await serve((_request, response) => response.setHeader("content-type", "text/html").end(png));
  const fetchOutside = createFetchOutside({ request: createOutsideRequest({ allowedHosts: [server.host] }) });
  const { bytes, mediaType } = await fetchOutside(`http://${server.host}/a.gif`, "image", context);
  expect(mediaType).toBe("image/png");
  expect(Buffer.from(bytes)).toEqual(png);
});

it("a web page in place of a picture is refused, and its words are not repeated", async () => {
  const page = "<html>secret words</html>";
  const server = await serve((_request, response) => response.setHeader("content-type", "image/png").end(page));
  const fetchOutside = createFetchOutside({ request: createOutsideRequest({ allowedHosts: [server.host] }) });
  const failure = fetchOutside(`http://${server.host}/`, "image", context);
  await expect(failure).rejects.toMatchObject({ ...final, message: expect.not.stringContaining("secret") });
  expect(server.connections()).toBe(1);
});

it.each([
  ["image", png],
  ["audio", wav],
  ["video", mp4],
] as const)("only files of the kind %s are taken as such", async (kind, right) => {
  for (const bytes of [png, wav, mp4]) {
    const { request } = failing(0, passing, bytes);
    const download = createFetchOutside({ request })("https://files.test/", kind, context);
    if (bytes === right) await expect(download).resolves.toMatchObject({ bytes });
    else await expect(download).rejects.toMatchObject(final);
  }
});

it("what may pass is tried six times, with a pause before each further time", async () => {
  const often = failing(5, passing);
  await expect(createFetchOutside(often)("https://files.test/", "image", context)).resolves.toMatchObject({
    bytes: png,
  });
  expect(often.pauses).toEqual([1, 2, 3, 4, 5]);
  const always = failing(6, passing);
  await expect(createFetchOutside(always)("https://files.test/", "image", context)).rejects.toBe(passing);
  expect(always.deadlines).toHaveLength(6);
});

it.each(["unsafe_url", "vendor_failed", "cancelled"] as const)("%s that is final is not tried again", async (code) => {
  const once = failing(1, new PixoraError(code, "No."));
  await expect(createFetchOutside(once)("https://files.test/", "image", context)).rejects.toMatchObject({ code });
  expect(once.deadlines).toHaveLength(1);
});

it("all attempts share one deadline: nothing is tried after it", async () => {
  const limits = { ...FETCH_LIMITS, image: { maxBytes: 100, deadlineMs: 30 } };
  const { request, deadlines } = failing(9, passing);
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
  const fetchOutside = createFetchOutside({ request, pause, limits });
  await expect(fetchOutside("https://files.test/", "image", context)).rejects.toBe(passing);
  expect(deadlines[0]).toBeGreaterThan(20);
  expect(deadlines[1] ?? 0).toBeLessThan(15);
});

it("the limits are 30, 50 and 300 MB within one, one and five minutes", async () => {
  const asked: unknown[] = [];
  const request: OutsideRequest = async ({ method, deadlineMs, ...call }) => {
    asked.push([method, "maxBytes" in call && call.maxBytes, Math.round(deadlineMs / 1000)]);
    throw new PixoraError("vendor_failed", "No.");
  };
  for (const kind of ["image", "audio", "video"] as const) {
    await createFetchOutside({ request })("https://files.test/", kind, context).catch(() => undefined);
  }
  expect(asked).toEqual([
    ["GET", 30_000_000, 60],
    ["GET", 50_000_000, 60],
    ["GET", 300_000_000, 300],
  ]);
});

it("a task cancelled in the pause is tried no more", async () => {
  const abort = new AbortController();
  const attempts: string[] = [];
  const request: OutsideRequest = async ({ url }) => {
    attempts.push(url);
    setTimeout(() => abort.abort(), 5);
    throw passing;
  };
  const download = createFetchOutside({ request })("https://files.test/", "image", abort);
  await expect(download).rejects.toMatchObject({ code: "cancelled" });
  expect(attempts).toHaveLength(1);
});

const never: OutsideRequest = async () => {
  throw new PixoraError("internal", "Nothing is to be requested.");
};

it.each(["data:image/png;base64,", "DATA:text/html;charset=utf-8;BASE64,", "data:;base64,"])(
  "a file in a URL that begins with %s is decoded without a request",
  async (head) => {
    const url = head + png.toString("base64");
    const { bytes, mediaType } = await createFetchOutside({ request: never })(url, "image", context);
    expect(mediaType).toBe("image/png");
    expect(Buffer.from(bytes)).toEqual(png);
  },
);

it.each([
  ["without base64", "data:image/png,abc"],
  ["without a comma", "data:image/png;base64"],
  ["without a file", "data:image/png;base64,"],
  ["with a picture that is none", `data:image/png;base64,${Buffer.from("<html>").toString("base64")}`],
])("a data: URL %s is refused", async (_name, url) => {
  await expect(createFetchOutside({ request: never })(url, "image", context)).rejects.toMatchObject(final);
});

it("a data: URL may hold as many bytes as the limit, and no more", async () => {
  for (const spare of [0, -1, -2, -3]) {
    const maxBytes = png.length + spare;
    const limits = { ...FETCH_LIMITS, image: { maxBytes, deadlineMs: 1000 } };
    const url = `data:image/png;base64,${png.toString("base64")}`;
    const download = createFetchOutside({ request: never, limits })(url, "image", context);
    if (spare === 0) await expect(download).resolves.toMatchObject({ mediaType: "image/png" });
    else await expect(download).rejects.toMatchObject({ message: expect.stringContaining("too large") });
  }
});

it("a cancelled task decodes nothing", async () => {
  const url = `data:image/png;base64,${png.toString("base64")}`;
  const download = createFetchOutside({ request: never })(url, "image", { signal: AbortSignal.abort() });
  await expect(download).rejects.toMatchObject({ code: "cancelled" });
});
