/** All live vendors at once, played by local servers, with an environment that leads to them and their invoices added up. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { costOf } from "../../providers/openai/prices.ts";
import { type FalServer, startFalServer } from "./fal-server.ts";
import { goOn, type Watch } from "./moments.ts";
import { type OpenAiServer, startOpenAiServer } from "./openai-server.ts";
import { type ReplicateServer, startReplicateServer } from "./replicate-server.ts";

export interface AllVendors {
  openai: OpenAiServer;
  fal: FalServer;
  replicate: ReplicateServer;
  /** Variables as a user would set them. */
  environment: Record<string, string>;
  /** What the vendors will ask for, in US dollars. */
  invoiceUsd(): number;
  close(): Promise<void>;
}

const MODEL = "gpt-5-mini";

const OPENAI_KEY = "sk-canary-openai";
const FAL_KEY = "canary-id:canary-fal";

export interface AllVendorsOptions {
  /** Jobs end by themselves after so long. */
  latencyMs?: number;
  /** Is told of every request to one of them. */
  watch?: Watch;
  /** Whether clips can be played: then one is made. */
  hasClip?: boolean;
}

export async function startAllVendors({ latencyMs = 20, watch = goOn, hasClip = true }: AllVendorsOptions = {}) {
  const clip = hasClip ? { clip: await makeClip() } : {};
  const [openai, fal, replicate] = await Promise.all([
    startOpenAiServer({ key: OPENAI_KEY, watch }),
    startFalServer({ key: FAL_KEY, autoRun: true, latencyMs, watch, ...clip }),
    startReplicateServer({ autoRun: true, latencyMs, watch }),
  ]);
  return togetherAs({ openai, fal, replicate });
}

function togetherAs({ openai, fal, replicate }: Pick<AllVendors, "openai" | "fal" | "replicate">): AllVendors {
  const environment = {
    OPENAI_API_KEY: OPENAI_KEY,
    OPENAI_BASE_URL: openai.url,
    OPENAI_MODEL: MODEL,
    FAL_KEY,
    FAL_PROXY_URL: fal.url,
    REPLICATE_API_TOKEN: replicate.token,
    REPLICATE_BASE_URL: replicate.url,
    PIXORA_ALLOWED_HOSTS: `${fal.host},${replicate.host}`,
  };
  const tokens = () =>
    openai.orders.reduce((sum, { usage }) => {
      const usage_metadata = {
        input_tokens: usage.prompt,
        output_tokens: usage.completion,
        total_tokens: usage.prompt + usage.completion,
      };
      return sum + costOf({ apiKey: null, baseUrl: openai.url, model: MODEL }, usage_metadata);
    }, 0);
  return {
    openai,
    fal,
    replicate,
    environment,
    invoiceUsd: () => tokens() + fal.orders.reduce((sum, order) => sum + order.billedUsd, 0) + replicate.billedUsd(),
    close: async () => void (await Promise.all([openai.close(), fal.close(), replicate.close()])),
  };
}

/** Five seconds that move, with a sound of their own that no film may have. */
async function makeClip(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "pixora-clip-"));
  const path = join(folder, "clip.mp4");
  const picture = ["-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=24:duration=5"];
  const sound = ["-f", "lavfi", "-i", "sine=frequency=3000:duration=5"];
  const encoding = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest"];
  try {
    await promisify(execFile)("ffmpeg", ["-v", "error", ...picture, ...sound, ...encoding, path]);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
