import { describe, expect, it } from "vitest";
import { readConfig } from "../../models/config.ts";

describe("readConfig", () => {
  it("has a default for everything, and takes an empty variable for none", () => {
    const defaults = {
      dataDir: ".pixora",
      cacheBytes: 2048 * 1024 * 1024,
      redisUrl: null,
      workers: null,
      ffmpegPath: null,
      ffprobePath: null,
      logLevel: "info",
      vendors: { openai: null, fal: null, replicate: null, supabase: null },
      models: { image: null, edit: null, video: null, speech: null, music: null },
      allowedHosts: [],
      service: {
        host: "127.0.0.1",
        port: 8080,
        publicUrl: null,
        apiKeys: null,
        apiKeysFile: null,
        allowedOrigins: [],
        webhookSecret: null,
        limits: { requestsPerMinute: 600, openTasks: 100, streams: 100, budgetUsd: null },
        tracing: null,
      },
    };
    expect(readConfig({})).toEqual(defaults);
    expect(readConfig({ PIXORA_DATA_DIR: "", FFMPEG_PATH: "  ", FAL_KEY: "", PATH: "/bin" })).toEqual(defaults);
  });

  it("reads what is set", () => {
    const config = readConfig({ PIXORA_DATA_DIR: "/data", PIXORA_LOG_LEVEL: "debug", FFMPEG_PATH: "/usr/bin/ffmpeg" });
    expect(config).toMatchObject({ dataDir: "/data", logLevel: "debug", ffmpegPath: "/usr/bin/ffmpeg" });
  });

  it("sets up each vendor whose key, or whose stand-in server, is set", () => {
    const { vendors } = readConfig({
      OPENAI_BASE_URL: "http://localhost:11434/v1",
      FAL_KEY: "f",
      REPLICATE_API_TOKEN: "r",
    });
    expect(vendors).toEqual({
      openai: { apiKey: null, baseUrl: "http://localhost:11434/v1", model: "gpt-5-mini" },
      fal: { key: "f", proxyUrl: null, jwksUrl: null },
      replicate: { token: "r", baseUrl: null, webhookSecret: null },
      supabase: null,
    });
  });

  it("reads where tasks lie, and how many are carried out at once", () => {
    const config = readConfig({ REDIS_URL: "rediss://user:secret@redis.example:6380/2", PIXORA_WORKERS: "0" });
    expect(config).toMatchObject({ redisUrl: "rediss://user:secret@redis.example:6380/2", workers: 0 });
  });

  it("reads how the service is run", () => {
    const { service } = readConfig({
      PIXORA_HOST: "::",
      PIXORA_PORT: "0",
      PIXORA_PUBLIC_URL: "https://films.example/",
      PIXORA_ALLOWED_ORIGINS: "https://app.example, http://localhost:3000",
      PIXORA_OWNER_BUDGET_USD: "12.5",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318",
    });
    expect(service).toMatchObject({
      host: "::",
      port: 0,
      publicUrl: "https://films.example",
      allowedOrigins: ["https://app.example", "http://localhost:3000"],
      limits: { budgetUsd: 12.5 },
      tracing: { endpoint: "http://collector:4318", serviceName: "pixora" },
    });
  });

  it.each(["0.0.0.0", "::1", "fe80::1%eth0", "localhost", "host-7.example"])("listens on %s", (host) => {
    expect(readConfig({ PIXORA_HOST: host }).service.host).toBe(host);
  });

  it("reads lists with blanks and empty entries in them", () => {
    const { models, allowedHosts } = readConfig({
      PIXORA_VIDEO_MODEL: " a/b , c/d,",
      PIXORA_ALLOWED_HOSTS: "127.0.0.1:80,[::1]:81",
    });
    expect(models.video).toEqual(["a/b", "c/d"]);
    expect(allowedHosts).toEqual(["127.0.0.1:80", "[::1]:81"]);
  });

  it("wants both halves of Supabase", () => {
    expect(() => readConfig({ SUPABASE_URL: "https://x.supabase.co" })).toThrow("SUPABASE_SERVICE_ROLE_KEY is not set");
  });

  it.each([
    ["FAL_PROXY_URL", "file:///etc/passwd"],
    ["PIXORA_ALLOWED_HOSTS", "localhost"],
    ["PIXORA_PORT", "http"],
    ["PIXORA_PORT", "70000"],
    ["PIXORA_ALLOWED_ORIGINS", "https://app.example/path"],
    ["PIXORA_OWNER_BUDGET_USD", "much"],
    ["PIXORA_REQUESTS_PER_MINUTE", "many"],
    ["REDIS_URL", "http://user:secret@localhost"],
    ["PIXORA_WORKERS", "many"],
    ["PIXORA_WORKERS", "2.5"],
    ["PIXORA_HOST", "999.1.1.1"],
    ["PIXORA_HOST", "127.0.0.1:8080"],
  ])("refuses %s=%s without repeating a value that may be secret", (name, value) => {
    const refusal = expect.objectContaining({ code: "invalid_request", message: expect.stringContaining(name) });
    expect(() => readConfig({ [name]: value })).toThrow(refusal);
    expect(() => readConfig({ [name]: value })).not.toThrow(value);
  });

  it.each([
    "OPENAI_API_KEY",
    "FAL_KEY",
    "REPLICATE_API_TOKEN",
    "REPLICATE_WEBHOOK_SECRET",
    "SUPABASE_SERVICE_ROLE_KEY",
  ])("refuses a %s that no header can carry, and does not show it", (name) => {
    const message = `${name} is set wrongly: it holds characters that no key has, such as typographic quotes or blanks.`;
    for (const value of [
      "sk-“canary”",
      "sk canary",
      '"sk-canary"',
      "'sk-canary'",
      "`sk`",
      "sk-\ncanary",
      "sk-canarÿ",
    ]) {
      const refusal = expect.objectContaining({ code: "invalid_request", message });
      expect(() => readConfig({ [name]: value })).toThrow(refusal);
    }
  });

  it("takes the keys that vendors give out, with blanks around them", () => {
    const keys = { OPENAI_API_KEY: " sk-proj-a_B-9\n", FAL_KEY: "1-2:aF", REPLICATE_WEBHOOK_SECRET: "whsec_a+/b=" };
    const { vendors } = readConfig({ ...keys, REPLICATE_API_TOKEN: "r8_x.y~z" });
    expect([vendors.openai?.apiKey, vendors.fal?.key]).toEqual(["sk-proj-a_B-9", "1-2:aF"]);
    expect(vendors.replicate).toMatchObject({ token: "r8_x.y~z", webhookSecret: "whsec_a+/b=" });
  });

  it("names the variable that is wrong and what it may be", () => {
    const message = expect.stringMatching(
      /^PIXORA_HOST is set wrongly: it is no address: give one such as 127\.0\.0\.1/,
    );
    expect(() => readConfig({ PIXORA_HOST: "999.1.1.1" })).toThrow(expect.objectContaining({ message }));
    expect(() => readConfig({ PIXORA_LOG_LEVEL: "loud" })).toThrow(
      expect.objectContaining({
        code: "invalid_request",
        message: "PIXORA_LOG_LEVEL is set wrongly: it may be error, warn, info or debug.",
      }),
    );
  });
});
