import { z } from "zod";
import { PixoraError } from "./error.ts";

export const LogLevel = z.enum(["error", "warn", "info", "debug"], { error: "it may be error, warn, info or debug" });
export type LogLevel = z.infer<typeof LogLevel>;

const text = z.string().trim().nullable().default(null);
/** Printable ASCII without blanks and quotes: what a header can carry, and what no pasted text turns into. */
const key = text.refine((value) => value === null || /^[!#-&(-_a-~]+$/.test(value), {
  error: "it holds characters that no key has, such as typographic quotes or blanks",
});
const address = z.url({ protocol: /^https?$/, error: "it must be a URL that begins with https:// or http://" });
const url = address.nullable().default(null);
const redis = z
  .url({ protocol: /^rediss?$/, error: "it must be a URL that begins with redis:// or rediss://" })
  .nullable()
  .default(null);
const wholeNumber = (least: number, most: number) => {
  const error = `it must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int(error).min(least, error).max(most, error);
};
const count = wholeNumber(0, 100).nullable().default(null);
const list = z
  .string()
  .transform((value) => value.split(",").flatMap((part) => part.trim() || []))
  .nullable()
  .default(null);
const HOST = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+):\d{1,5}$/i;
const hosts = list.refine((value) => value === null || value.every((host) => HOST.test(host)), {
  error: "it must be host:port pairs, separated by commas",
});
/** What is written in digits and dots, or with colons, is an address or nothing. */
const listener = z
  .string()
  .trim()
  .refine((value) => !/^[\d.]+$|:/.test(value) || isAddress(value), {
    error: "it is no address: give one such as 127.0.0.1, 0.0.0.0 or ::, or a name of this machine",
  });
const ORIGIN = "it must be origins such as https://app.example.com, separated by commas";
const origins = list.refine((value) => value === null || value.every((origin) => /^https?:\/\/[^/\s]+$/.test(origin)), {
  error: ORIGIN,
});
const AMOUNT = "it must be an amount of US dollars, such as 20";
const usd = z.coerce.number({ error: AMOUNT }).min(0, AMOUNT).nullable().default(null);
const models = (what: string) =>
  list.describe(`models for ${what}, separated by commas: the first is used, the others when it fails`);

/** The environment variables that are read, each with what it means for people. Everything else is ignored. */
export const Environment = z.object({
  OPENAI_API_KEY: key.describe("OpenAI writes and plans the film"),
  OPENAI_BASE_URL: url.describe("any OpenAI-compatible server instead, such as Ollama or vLLM; it may need no key"),
  OPENAI_MODEL: z.string().trim().default("gpt-5-mini").describe("the language model; it must be able to call tools"),
  FAL_KEY: key.describe("fal makes the pictures, and the clips of `--motion clips`"),
  FAL_PROXY_URL: url.describe("a server that speaks fal's proxy protocol, instead of fal's hosts; it may hold the key"),
  FAL_JWKS_URL: url.describe("the key set that fal's webhooks are checked with, instead of fal's own"),
  REPLICATE_API_TOKEN: key.describe("Replicate speaks the narration and makes the music"),
  REPLICATE_BASE_URL: url.describe("a server that speaks Replicate's protocol, instead of Replicate's"),
  REPLICATE_WEBHOOK_SECRET: key.describe("the secret that Replicate's webhooks are checked with"),
  SUPABASE_URL: url.describe("Supabase keeps films, tasks and what films are made from; needs the service-role key"),
  SUPABASE_SERVICE_ROLE_KEY: key.describe("the project's service-role key, or a secret key"),
  SUPABASE_BUCKET: z.string().trim().default("pixora").describe("the bucket for all files"),
  SUPABASE_JWT_SECRET: key.describe("only for projects that still sign their users' tokens with HS256"),
  PIXORA_IMAGE_MODEL: models("pictures from words"),
  PIXORA_EDIT_MODEL: models("pictures with character sheets"),
  PIXORA_VIDEO_MODEL: models("clips"),
  PIXORA_SPEECH_MODEL: models("narration"),
  PIXORA_MUSIC_MODEL: models("music"),
  PIXORA_ALLOWED_HOSTS: hosts.describe(
    "`host:port` pairs, separated by commas, that files may be fetched from although they are private or not https",
  ),
  REDIS_URL: redis.describe(
    "tasks, their progress and their bills lie in this Redis (6.2 or newer, or Valkey), for many processes; without it, in files of `PIXORA_DATA_DIR`, for one",
  ),
  PIXORA_WORKERS: count.describe(
    "tasks that one process carries out at once; 2 for the server (0 for one that only answers), 4 for `npm run worker`",
  ),
  PIXORA_HOST: listener.default("127.0.0.1").describe("the address that the server listens on"),
  PIXORA_PORT: wholeNumber(0, 65_535).default(8080).describe("the port that the server listens on"),
  PIXORA_PUBLIC_URL: url.describe(
    "where the service is reached from outside: vendors' webhooks go there, and links begin with it",
  ),
  PIXORA_API_KEYS: text.describe(
    "keys of the service, as `name:sha256hex` pairs separated by commas; `npm run key` makes them. Without any, and with no Supabase, the server listens on this machine only",
  ),
  PIXORA_API_KEYS_FILE: text.describe("a file of such pairs, one a line, that is read again when it changes"),
  PIXORA_ALLOWED_ORIGINS: origins.describe("web pages that may call the service from a browser"),
  PIXORA_WEBHOOK_SECRET: text.describe("the secret that webhooks to `webhookUrl` are signed with: `whsec_` and base64"),
  PIXORA_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(600).describe("requests of one owner in a minute"),
  PIXORA_MAX_OPEN_TASKS: wholeNumber(1, 100_000).default(100).describe("tasks of one owner that have not ended"),
  PIXORA_MAX_STREAMS: wholeNumber(1, 100_000)
    .default(100)
    .describe("event streams of one owner that one server has open"),
  PIXORA_OWNER_BUDGET_USD: usd.describe("what the tasks of one owner may cost in 30 days; no limit when not set"),
  PIXORA_DATA_DIR: z
    .string()
    .default(".pixora")
    .describe("folder of what films are made from, and of the tasks that are not in a Redis"),
  PIXORA_CACHE_MB: wholeNumber(0, 1_000_000)
    .default(2048)
    .describe(
      "megabytes that `PIXORA_DATA_DIR/cache` may take: pieces of films, so that nothing is rendered twice; 0 keeps none",
    ),
  PIXORA_LOG_LEVEL: LogLevel.default("info").describe(
    "`error`, `warn`, `info` or `debug`; `debug` shows where a bug of Pixora lies",
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.describe("traces go to this OpenTelemetry collector"),
  OTEL_SERVICE_NAME: z.string().trim().default("pixora").describe("the name of the service in traces"),
  FFMPEG_PATH: text.describe("the ffmpeg to use, instead of the one on the `PATH` or the one that npm brought"),
  FFPROBE_PATH: text.describe("the ffprobe to use; films are made and measured without one"),
});

/** How each live vendor is reached; null for one that is not set up. Keys never leave their vendor's folder. */
export interface VendorAccess {
  openai: { apiKey: string | null; baseUrl: string | null; model: string } | null;
  fal: { key: string | null; proxyUrl: string | null; jwksUrl: string | null } | null;
  replicate: { token: string; baseUrl: string | null; webhookSecret: string | null } | null;
  supabase: { url: string; serviceRoleKey: string; bucket: string; jwtSecret: string | null } | null;
}

/** Model ids by capability, best first; null for the built-in list. */
export interface ModelLists {
  image: string[] | null;
  edit: string[] | null;
  video: string[] | null;
  speech: string[] | null;
  music: string[] | null;
}

/** What one owner may have at most. */
export interface OwnerLimits {
  requestsPerMinute: number;
  openTasks: number;
  /** Event streams of one server. */
  streams: number;
  /** For the tasks of 30 days; null for no limit. */
  budgetUsd: number | null;
}

/** How the HTTP service is run. */
export interface ServiceConfig {
  host: string;
  port: number;
  publicUrl: string | null;
  /** `name:sha256hex` pairs, as they were written. */
  apiKeys: string | null;
  apiKeysFile: string | null;
  allowedOrigins: string[];
  /** `whsec_` and base64; null where no webhooks are sent. */
  webhookSecret: string | null;
  limits: OwnerLimits;
  /** Where traces go; null for nowhere. */
  tracing: { endpoint: string; serviceName: string } | null;
}

/** What the whole process is run with. Read once, at its edge. */
export interface Config {
  /** Folder, relative to the working folder if it is not absolute. */
  dataDir: string;
  /** Most that pieces of films, kept for films to come, may take in the data folder; 0 for none. */
  cacheBytes: number;
  /** Where tasks lie; null for files in the data folder. May hold a password. */
  redisUrl: string | null;
  /** Tasks that this process carries out at once; null for the usual number. */
  workers: number | null;
  ffmpegPath: string | null;
  ffprobePath: string | null;
  logLevel: LogLevel;
  vendors: VendorAccess;
  models: ModelLists;
  /** `host:port` pairs that the URL guard lets through. */
  allowedHosts: string[];
  service: ServiceConfig;
}

/**
 * Turns an environment into the config. A variable that is empty counts as not set.
 * @throws PixoraError `invalid_request` that names the variable and what it may be, never a key's value.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new PixoraError("invalid_request", `${String(issue?.path[0])} is set wrongly: ${issue?.message}.`);
  }
  const { data } = parsed;
  return {
    dataDir: data.PIXORA_DATA_DIR,
    cacheBytes: data.PIXORA_CACHE_MB * 1024 * 1024,
    redisUrl: data.REDIS_URL,
    workers: data.PIXORA_WORKERS,
    ffmpegPath: data.FFMPEG_PATH,
    ffprobePath: data.FFPROBE_PATH,
    logLevel: data.PIXORA_LOG_LEVEL,
    vendors: readVendors(data),
    models: {
      image: data.PIXORA_IMAGE_MODEL,
      edit: data.PIXORA_EDIT_MODEL,
      video: data.PIXORA_VIDEO_MODEL,
      speech: data.PIXORA_SPEECH_MODEL,
      music: data.PIXORA_MUSIC_MODEL,
    },
    allowedHosts: data.PIXORA_ALLOWED_HOSTS ?? [],
    service: readService(data),
  };
}

function readService(data: z.output<typeof Environment>): ServiceConfig {
  const endpoint = data.OTEL_EXPORTER_OTLP_ENDPOINT;
  return {
    host: data.PIXORA_HOST,
    port: data.PIXORA_PORT,
    publicUrl: data.PIXORA_PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    apiKeys: data.PIXORA_API_KEYS,
    apiKeysFile: data.PIXORA_API_KEYS_FILE,
    allowedOrigins: data.PIXORA_ALLOWED_ORIGINS ?? [],
    webhookSecret: data.PIXORA_WEBHOOK_SECRET,
    limits: {
      requestsPerMinute: data.PIXORA_REQUESTS_PER_MINUTE,
      openTasks: data.PIXORA_MAX_OPEN_TASKS,
      streams: data.PIXORA_MAX_STREAMS,
      budgetUsd: data.PIXORA_OWNER_BUDGET_USD,
    },
    tracing: endpoint === null ? null : { endpoint, serviceName: data.OTEL_SERVICE_NAME },
  };
}

function readVendors(data: z.output<typeof Environment>): VendorAccess {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: openaiUrl, OPENAI_MODEL: model } = data;
  const { FAL_KEY: key, FAL_PROXY_URL: proxyUrl, FAL_JWKS_URL: jwksUrl } = data;
  const { REPLICATE_API_TOKEN: token, REPLICATE_BASE_URL: baseUrl, REPLICATE_WEBHOOK_SECRET: webhookSecret } = data;
  const { SUPABASE_URL: supabaseUrl, SUPABASE_SERVICE_ROLE_KEY: serviceRoleKey, SUPABASE_BUCKET: bucket } = data;
  const { SUPABASE_JWT_SECRET: jwtSecret } = data;
  if ((supabaseUrl === null) !== (serviceRoleKey === null)) {
    const missing = supabaseUrl === null ? "SUPABASE_URL" : "SUPABASE_SERVICE_ROLE_KEY";
    throw new PixoraError(
      "invalid_request",
      `Supabase needs SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY: ${missing} is not set.`,
    );
  }
  return {
    openai: apiKey || openaiUrl ? { apiKey, baseUrl: openaiUrl, model } : null,
    fal: key || proxyUrl ? { key, proxyUrl, jwksUrl } : null,
    replicate: token ? { token, baseUrl, webhookSecret } : null,
    supabase: supabaseUrl && serviceRoleKey ? { url: supabaseUrl, serviceRoleKey, bucket, jwtSecret } : null,
  };
}

/** What follows a % in an IPv6 address names a network of this machine. */
function isAddress(text: string): boolean {
  return [z.ipv4(), z.ipv6()].some((form) => form.safeParse(text.split("%")[0]).success);
}
