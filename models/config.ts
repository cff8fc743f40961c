import { z } from "zod";
import { PixoraError } from "./error.ts";

export const LogLevel = z.enum(["error", "warn", "info", "debug"], { error: "it may be error, warn, info or debug" });
export type LogLevel = z.infer<typeof LogLevel>;

const program = z.string().nullable().default(null);

/** The environment variables that are read, each with what it means for people. Everything else is ignored. */
export const Environment = z.object({
  PIXORA_DATA_DIR: z.string().default(".pixora").describe("folder of the pictures and sounds that films are made from"),
  PIXORA_LOG_LEVEL: LogLevel.default("info").describe(
    "`error`, `warn`, `info` or `debug`; `debug` shows where a bug of Pixora lies",
  ),
  FFMPEG_PATH: program.describe("the ffmpeg to use, instead of the one on the `PATH` or the one that npm brought"),
  FFPROBE_PATH: program.describe("the ffprobe to use; films are made and measured without one"),
});

/** Keys of live vendors. Whoever sets one expects to see that vendor, or to be told why not. */
export const VENDOR_KEYS = [
  "OPENAI_API_KEY",
  "OPENAI_BASE_URL",
  "FAL_KEY",
  "FAL_PROXY_URL",
  "REPLICATE_API_TOKEN",
  "SUPABASE_SERVICE_ROLE_KEY",
] as const;
export type VendorKey = (typeof VENDOR_KEYS)[number];

/** What the whole process is run with. Read once, at its edge. */
export interface Config {
  /** Folder, relative to the working folder if it is not absolute. */
  dataDir: string;
  ffmpegPath: string | null;
  ffprobePath: string | null;
  logLevel: LogLevel;
  /** Names of the vendors' keys that are set. Never their values. */
  vendorKeys: VendorKey[];
}

/**
 * Turns an environment into the config. A variable that is empty counts as not set.
 * @throws PixoraError `invalid_request` that names the variable and what it may be.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new PixoraError("invalid_request", `${name}=${set[name]} is not allowed: ${issue?.message}.`);
  }
  return {
    dataDir: parsed.data.PIXORA_DATA_DIR,
    ffmpegPath: parsed.data.FFMPEG_PATH,
    ffprobePath: parsed.data.FFPROBE_PATH,
    logLevel: parsed.data.PIXORA_LOG_LEVEL,
    vendorKeys: VENDOR_KEYS.filter((key) => key in set),
  };
}
