import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { VIDEO_MODELS } from "../../../providers/fal/video-models.ts";
import { clipRequest, describeVideoProvider } from "../../contract/video-provider.ts";
import { type FalServer, startFalServer } from "../../vendors/fal-server.ts";
import { BUILT_IN, openFal, picturesOnDisk, purse } from "./vendor.ts";

let server: FalServer;
let picture: string;
beforeEach(async () => {
  server = await startFalServer({ autoRun: true, latencyMs: 10 });
  [picture = ""] = await picturesOnDisk(1);
});
afterEach(() => server.close());

const KLING = "fal-ai/kling-video/v2.5-turbo/pro/image-to-video";

describeVideoProvider("fal", () => ({ provider: openFal(server).video, picture }));

describe("fal's clips", () => {
  it("a clip is one POST with the uploaded still, and costs what fal bills", async () => {
    const { account, context } = purse();
    const made = await openFal(server).video.generate(clipRequest(picture), context);
    const [still] = server.uploads;
    expect(server.orders).toMatchObject([{ model: KLING, input: { image_url: still?.url, duration: "5" } }]);
    expect(made).toMatchObject({ mediaType: "video/mp4", provenance: { model: KLING, seed: null, costUsd: 0.35 } });
    expect(account.balance()).toMatchObject({ spentUsd: server.orders[0]?.billedUsd, reservedUsd: 0 });
  });

  it("a clip whose answer is lost is in doubt after one POST", async () => {
    server.faults.next("drop");
    const { account, context } = purse();
    const made = openFal(server).video.generate(clipRequest(picture), context);
    await expect(made).rejects.toMatchObject({ code: "in_doubt" });
    expect(server.orders).toHaveLength(1);
    expect(account.bill()).toMatchObject([{ state: "in_doubt", model: KLING, costUsd: 0.35 }]);
  });

  it("a model that fails is passed over, and a second one that is too dear as well", async () => {
    server.faults.forModel(KLING, "failure");
    const { context } = purse({ budgetUsd: 0.4 });
    const made = await openFal(server).video.generate(clipRequest(picture), context);
    expect(made.provenance.model).toBe("fal-ai/minimax/hailuo-02/standard/image-to-video");
    expect(made.passedOver?.map(({ model }) => model)).toEqual([KLING, "fal-ai/kling-video/v3/pro/image-to-video"]);
  });

  it("every model makes a clip whose price is fal's own", async () => {
    const { video } = openFal(server);
    for (const { id } of VIDEO_MODELS) {
      const alone = openFal(server, { models: { ...BUILT_IN, video: [id] } }).video;
      const { provenance } = await alone.generate(clipRequest(picture, { seconds: 5 }), purse().context);
      expect(provenance.costUsd).toBe(server.orders.at(-1)?.billedUsd);
    }
    expect(video.price({ seconds: 5, width: 1280, height: 720 })).toEqual({ minUsd: 0.35, maxUsd: 0.35 });
  });
});
