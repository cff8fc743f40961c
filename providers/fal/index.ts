/** The fal vendor: pictures and clips, over one account. */
import type { ModelLists, VendorAccess } from "../../models/config.ts";
import { clock } from "../back-off.ts";
import { chooseModels } from "../choose-models.ts";
import { addressesAt, createCorrelations } from "../correlation.ts";
import type { JobNews } from "../job-news.ts";
import type { OutsideRequest } from "../outside-request.ts";
import { createBuyer, createJobStopper, type Pacing } from "../purchase.ts";
import { createTraffic } from "../traffic.ts";
import type { FetchOutside, ImageProvider, StopJob, VideoProvider } from "../types.ts";
import type { VendorWebhooks } from "../webhook.ts";
import { connectFal } from "./connection.ts";
import { createFalDriver } from "./driver.ts";
import { EDIT_MODELS, TEXT_MODELS } from "./image-models.ts";
import { createFalImages } from "./images.ts";
import { createUploads } from "./uploads.ts";
import { VIDEO_MODELS } from "./video-models.ts";
import { createFalVideos } from "./videos.ts";
import { createWebhookVerifier } from "./webhook.ts";

export interface FalVendorOptions {
  access: NonNullable<VendorAccess["fal"]>;
  models: Pick<ModelLists, "image" | "edit" | "video">;
  fetchOutside: FetchOutside;
  outsideRequest: OutsideRequest;
  /** Wakes those who wait for jobs. */
  news?: JobNews;
  /** Our address before the correlation, where fal may tell that a job has ended; without it jobs are polled only. */
  webhookBase?: string | null;
  pacing?: Partial<Pacing>;
}

export interface FalVendor {
  image: ImageProvider;
  video: VideoProvider;
  stopJob: StopJob;
  /** None is ours where a proxy has the key: then none is asked for. */
  webhooks: VendorWebhooks;
}

/** fal queues what is beyond an account's own limit (2 to 40 at once), so this only bounds what is under way. */
const AT_ONCE = 20;
const CLIPS_AT_ONCE = 8;
const RETRIES = { first: 500, factor: 2, most: 5000 };

/** @throws PixoraError `invalid_request` that names the variable of a model that is not known */
export function createFalVendor({
  access,
  models,
  fetchOutside,
  outsideRequest,
  news,
  webhookBase,
  pacing = {},
}: FalVendorOptions): FalVendor {
  const chosen = {
    image: chooseModels({ wanted: models.image, known: TEXT_MODELS, variable: "PIXORA_IMAGE_MODEL" }),
    edit: chooseModels({ wanted: models.edit, known: EDIT_MODELS, variable: "PIXORA_EDIT_MODEL" }),
    video: chooseModels({ wanted: models.video, known: VIDEO_MODELS, variable: "PIXORA_VIDEO_MODEL" }),
  };
  const connection = connectFal(access);
  const clips = Object.fromEntries(VIDEO_MODELS.map(({ id }) => [id, CLIPS_AT_ONCE]));
  const traffic = createTraffic({ vendor: AT_ONCE, models: clips }, pacing.clock ? { clock: pacing.clock } : {});
  const correlations = access.key === null ? null : createCorrelations("fal", access.key);
  const webhookUrl = webhookBase && correlations ? addressesAt(webhookBase, correlations) : undefined;
  const driver = createFalDriver({ connection });
  const desk = { driver, traffic, pacing, webhookUrl, ...(news && { news }) };
  const buy = createBuyer(desk);
  const upload = createUploads({ connection, outsideRequest, clock, retries: RETRIES, ...pacing });
  const shop = { buy, upload, fetchOutside };
  return {
    image: createFalImages({ textModels: chosen.image, editModels: chosen.edit, ...shop }),
    video: createFalVideos({ models: chosen.video, ...shop }),
    stopJob: createJobStopper(desk),
    webhooks: {
      verify: createWebhookVerifier(access),
      operationOf: (correlation) => correlations?.read(correlation) ?? null,
    },
  };
}
