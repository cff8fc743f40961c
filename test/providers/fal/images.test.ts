import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFetchOutside } from "../../../providers/fetch-outside.ts";
import { createOutsideRequest } from "../../../providers/outside-request.ts";
import { describeImageProvider, pictureSize, stillRequest } from "../../contract/image-provider.ts";
import type { FalFault } from "../../vendors/fal-jobs.ts";
import { type FalServer, startFalServer } from "../../vendors/fal-server.ts";
import { BUILT_IN, openFal, picturesOnDisk, purse } from "./vendor.ts";

let server: FalServer;
beforeEach(async () => {
  server = await startFalServer({ autoRun: true, latencyMs: 10 });
});
afterEach(() => server.close());

const billed = () => server.orders.reduce((sum, { billedUsd }) => sum + billedUsd, 0);

const uploadOf = (bytes: Buffer) => server.uploads.find((upload) => bytes.equals(upload.bytes));

describeImageProvider("fal", () => openFal(server).image);

describe("fal's pictures", () => {
  it("a picture from words is one POST, as large as the film or larger, and costs what fal bills", async () => {
    const { account, context } = purse();
    const request = stillRequest({ width: 1280, height: 720 });
    const made = await openFal(server).image.generate(request, context);
    expect(server.orders).toMatchObject([{ model: "fal-ai/flux-2", input: { prompt: request.prompt, seed: 7 } }]);
    expect(pictureSize(made)).toEqual({ width: 1280, height: 720 });
    const [order] = server.orders;
    expect(made.provenance).toEqual({
      vendor: "fal",
      model: "fal-ai/flux-2",
      prompt: request.prompt,
      seed: 7,
      requestId: order?.requestId,
      costUsd: order?.billedUsd,
      credits: [],
    });
    expect(made.passedOver).toBeUndefined();
    expect(account.balance()).toMatchObject({ spentUsd: billed(), reservedUsd: 0 });
  });

  it("a picture with references is an edit of the uploaded ones, in their order", async () => {
    const references = await picturesOnDisk(2);
    const made = await openFal(server).image.generate(stillRequest({ references }), purse().context);
    expect(server.uploads).toHaveLength(2);
    const urls = await Promise.all(references.map(async (path) => uploadOf(await readFile(path))?.url));
    expect(server.orders).toMatchObject([{ model: "fal-ai/nano-banana-2/edit", input: { image_urls: urls } }]);
    expect(made.provenance.model).toBe("fal-ai/nano-banana-2/edit");
  });

  it("the same sheet is uploaded once, however many pictures refer to it at once and later", async () => {
    const references = await picturesOnDisk(1);
    const { image } = openFal(server);
    await Promise.all([1, 2, 3].map((seed) => image.generate(stillRequest({ references, seed }), purse().context)));
    await image.generate(stillRequest({ references, seed: 4 }), purse().context);
    expect(server.uploads).toHaveLength(1);
    expect(server.orders).toHaveLength(4);
  });

  it("a model that takes fewer references than there are is left out", async () => {
    const references = await picturesOnDisk(5);
    const edit = ["fal-ai/flux-2/edit", "fal-ai/bytedance/seedream/v4.5/edit"];
    const { image } = openFal(server, { models: { ...BUILT_IN, edit } });
    const made = await image.generate(stillRequest({ references }), purse().context);
    expect(made.provenance.model).toBe("fal-ai/bytedance/seedream/v4.5/edit");
    const few = openFal(server, { models: { ...BUILT_IN, edit: ["fal-ai/flux-2/edit"] } }).image;
    await expect(few.generate(stillRequest({ references }), purse().context)).rejects.toMatchObject({
      code: "vendor_failed",
      message: expect.stringContaining("PIXORA_EDIT_MODEL"),
    });
  });

  it.each(["drop", "reset", "server_error"] as const)(
    "after a POST with %s the picture is in doubt, and is not ordered again",
    async (fault) => {
      server.faults.next(fault);
      const { account, context } = purse();
      await expect(openFal(server).image.generate(stillRequest(), context)).rejects.toMatchObject({ code: "in_doubt" });
      expect(server.orders).toHaveLength(1);
      expect(account.bill()).toMatchObject([{ state: "in_doubt" }]);
    },
  );

  it("an edit whose answer is lost is one POST as well", async () => {
    const references = await picturesOnDisk(1);
    server.faults.next("drop");
    const made = openFal(server).image.generate(stillRequest({ references }), purse().context);
    await expect(made).rejects.toMatchObject({ code: "in_doubt" });
    expect(server.orders).toHaveLength(1);
  });

  it.each(["refuse_key", "no_credit"] as const)("%s ends it at once, and no other model is tried", async (fault) => {
    server.faults.forModel("fal-ai/flux-2", fault);
    const { account, context } = purse();
    await expect(openFal(server).image.generate(stillRequest(), context)).rejects.toMatchObject({
      code: "account_refused",
    });
    expect(server.orders).toHaveLength(1);
    expect(account.balance()).toMatchObject({ spentUsd: 0, reservedUsd: 0 });
  });

  it.each(["failure", "timeout", "no_media", "bad_input"] as const)(
    "after %s the next model takes over, and nothing is paid for the first",
    async (fault) => {
      server.faults.forModel("fal-ai/flux-2", fault);
      const { account, context } = purse();
      const made = await openFal(server).image.generate(stillRequest(), context);
      expect(made.provenance.model).toBe("fal-ai/flux/schnell");
      expect(made.passedOver).toMatchObject([{ model: "fal-ai/flux-2" }]);
      expect(account.balance().reservedUsd).toBe(0);
      expect(account.balance().spentUsd).toBeGreaterThanOrEqual(billed());
    },
  );

  it.each(["content", "content_at_result", "nsfw", "black"] as const)(
    "refused content (%s) is told as such, and no other model is tried",
    async (fault) => {
      server.faults.next(fault);
      await expect(openFal(server).image.generate(stillRequest(), purse().context)).rejects.toMatchObject({
        code: "content_refused",
      });
      expect(server.orders).toHaveLength(1);
    },
  );

  it("a blackened picture was billed, and is on the bill", async () => {
    server.faults.next("nsfw");
    const { account, context } = purse();
    await openFal(server)
      .image.generate(stillRequest(), context)
      .catch(() => null);
    expect(account.balance()).toMatchObject({ spentUsd: billed(), reservedUsd: 0 });
    expect(billed()).toBeGreaterThan(0);
  });

  it.each(["wrong_type", "too_large", "missing", "empty", "gone"] as const satisfies FalFault[])(
    "a file that is %s is no picture: the next model takes over, and both are on the bill",
    async (fault) => {
      server.faults.forModel("fal-ai/flux-2", fault);
      const { account, context } = purse();
      const made = await openFal(server).image.generate(stillRequest(), context);
      expect(made.passedOver).toMatchObject([{ model: "fal-ai/flux-2" }]);
      expect(account.balance().spentUsd).toBeCloseTo(billed(), 9);
      expect(account.bill()).toHaveLength(2);
    },
  );

  it("a picture whose host cannot be reached was paid for once, and no other is bought in its place", async () => {
    server.faults.forModel("fal-ai/flux-2", "cut");
    const { account, context } = purse();
    const made = openFal(server).image.generate(stillRequest(), context);
    await expect(made).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
    expect(account.bill()).toMatchObject([{ state: "done", model: "fal-ai/flux-2" }]);
    expect(server.orders).toHaveLength(1);
  });

  it("a picture that lies where we do not go is told as fal's, with the way to make an exception", async () => {
    const fetchOutside = createFetchOutside({ request: createOutsideRequest({ allowedHosts: [] }) });
    const made = openFal(server, { fetchOutside }).image.generate(stillRequest(), purse().context);
    const message = `fal's result was not fetched: http://${server.host} is not followed: `;
    await expect(made).rejects.toMatchObject({ code: "unsafe_url", message: expect.stringContaining(message) });
    await expect(made).rejects.toThrow(`add ${server.host} to PIXORA_ALLOWED_HOSTS`);
  });

  it("a job that hangs is cancelled when the task is, and leaves nothing reserved", async () => {
    server.faults.next("hang");
    const controller = new AbortController();
    const { account, context } = purse({ signal: controller.signal });
    const made = openFal(server).image.generate(stillRequest(), context);
    await expect.poll(() => server.orders.length).toBe(1);
    controller.abort();
    await expect(made).rejects.toMatchObject({ code: "cancelled" });
    expect(server.orders).toMatchObject([{ state: "cancelled" }]);
    expect(account.balance().reservedUsd).toBe(0);
  });

  it("the price is that of the first model that takes so many references, without those that may take its place", () => {
    const { image } = openFal(server);
    const size = { width: 1280, height: 720 };
    expect(image.price({ ...size, references: 0 })).toEqual({ minUsd: 0.012, maxUsd: 0.012 });
    expect(image.price({ ...size, references: 2 })).toEqual({ minUsd: 0.08, maxUsd: 0.08 });
    const edit = ["fal-ai/flux-2/edit", "fal-ai/nano-banana-2/edit"];
    const picky = openFal(server, { models: { ...BUILT_IN, edit } }).image;
    expect(picky.price({ ...size, references: 5 })).toEqual({ minUsd: 0.08, maxUsd: 0.08 });
    expect(picky.price({ ...size, references: 2 }).maxUsd).toBeCloseTo(0.012 * 9);
  });

  it("refers to as many pictures as the most capable of its models", () => {
    const edit = ["fal-ai/flux-pro/kontext/max/multi"];
    expect(openFal(server).image.maxReferences).toBe(14);
    expect(openFal(server, { models: { ...BUILT_IN, edit } }).image.maxReferences).toBe(4);
  });

  it("a model that is not known is named with its variable and the known ones", () => {
    const open = () => openFal(server, { models: { ...BUILT_IN, image: ["fal-ai/flux-9"] } });
    expect(open).toThrow(/PIXORA_IMAGE_MODEL names fal-ai\/flux-9.*fal-ai\/flux\/schnell/);
  });
});
