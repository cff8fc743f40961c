import { describe, expect, it } from "vitest";
import { readConfig } from "../../../models/config.ts";
import { createRedactor } from "../../../server/telemetry/redact.ts";
import { secretsOf } from "../../../server/telemetry/secrets.ts";

const KEYS = {
  OPENAI_API_KEY: "canary-openai-1",
  FAL_KEY: "canary-fal:2/+x",
  REPLICATE_API_TOKEN: "canary-replicate-3",
  REPLICATE_WEBHOOK_SECRET: "whsec_Y2FuYXJ5LXJlcGxpY2F0ZQ==",
  SUPABASE_SERVICE_ROLE_KEY: "canary-supabase-4",
  SUPABASE_JWT_SECRET: "canary-jwt-5",
  PIXORA_WEBHOOK_SECRET: "whsec_Y2FuYXJ5LXBpeG9yYQ==",
};
const config = readConfig({
  ...KEYS,
  OPENAI_BASE_URL: "https://somebody:canary-in-url-6@models.example/v1",
  SUPABASE_URL: "https://project.example",
  REDIS_URL: "redis://default:canary%2Fredis%407@redis.example:6379",
  OTEL_EXPORTER_OTLP_ENDPOINT: "https://team:canary-otel-8@collector.example",
});
const PASSWORDS = ["canary-in-url-6", "canary%2Fredis%407", "canary/redis@7", "canary-otel-8"];
const redactor = createRedactor(secretsOf(config));

describe("the secrets of a config", () => {
  it.each([...Object.values(KEYS), ...PASSWORDS])("hold %s", (secret) => {
    expect(redactor.text(`It said: ${secret}.`)).toBe("It said: [redacted].");
    expect(redactor.text(`?key=${encodeURIComponent(secret)}&`)).toBe("?key=[redacted]&");
  });

  it("hold them as base64 shows them, alone and within something longer", () => {
    for (const secret of [...Object.values(KEYS), "canary/redis@7"]) {
      for (const user of ["", "a", "ab", "abc"]) {
        const told = redactor.text(Buffer.from(`${user}:${secret}:`).toString("base64"));
        expect(told).toContain("[redacted]");
        expect(told.replace("[redacted]", "").length).toBeLessThanOrEqual(12);
      }
      expect(redactor.text(Buffer.from(secret).toString("base64url"))).toMatch(/^\[redacted\]=*.?$/);
    }
  });

  it("hold the key of a webhook secret without its mark", () => {
    expect(redactor.text("Y2FuYXJ5LXBpeG9yYQ==")).toBe("[redacted]");
  });

  it("leave addresses, models and buckets readable", () => {
    const told = "gpt-5-mini at https://models.example/v1, pixora of https://project.example, default at redis.example";
    expect(redactor.text(told)).toBe(told);
  });

  it("are none where nothing is set", () => expect(secretsOf(readConfig({}))).toEqual([]));
});
