/** What fal's endpoints take, as the compiler checks it. */
import type { EndpointTypeMap } from "@fal-ai/client/endpoints";

/** Where the published types are missing or wrong. */
interface Corrected {
  /**
   * Not in the types of @fal-ai/client 1.10.1.
   * Source: fal.ai/models/bytedance/seedance-2.0/fast/image-to-video, read 2026-11-22.
   */
  "bytedance/seedance-2.0/fast/image-to-video": {
    prompt: string;
    image_url: string;
    end_image_url?: string;
    resolution?: "480p" | "720p";
    duration?: "auto" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11" | "12" | "13" | "14" | "15";
    aspect_ratio?: "auto" | "21:9" | "16:9" | "4:3" | "1:1" | "3:4" | "9:16";
    /** On by default; the price is the same. */
    generate_audio?: boolean;
    seed?: number;
    end_user_id?: string;
  };
  /**
   * The types print the numbers of the schema as strings, which the endpoint refuses.
   * Source: fal.ai/models/fal-ai/ltx-2.3/image-to-video/llms.txt, read 2026-11-22.
   */
  "fal-ai/ltx-2.3/image-to-video/fast": Omit<
    EndpointTypeMap["fal-ai/ltx-2.3/image-to-video/fast"]["input"],
    "duration" | "fps"
  > & { duration?: 6 | 8 | 10; fps?: 24 | 25 | 48 | 50 };
}

export type EndpointId = keyof Corrected | keyof EndpointTypeMap;

/** The input of an endpoint. A table's row annotates its builder with it, so that a renamed parameter breaks the build. */
export type InputOf<Id extends EndpointId> = Id extends keyof Corrected
  ? Corrected[Id]
  : Id extends keyof EndpointTypeMap
    ? EndpointTypeMap[Id]["input"]
    : never;
