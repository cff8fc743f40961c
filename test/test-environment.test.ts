import { describe, expect, it } from "vitest";
import { readConfig } from "../models/config.ts";

describe("the tests' environment", () => {
  it("has no live vendor, whatever keys the shell has: no test may spend money", () => {
    expect(readConfig(process.env).vendors).toEqual({ openai: null, fal: null, replicate: null, supabase: null });
  });

  it("has no Redis of a user's own", () => expect(readConfig(process.env).redisUrl).toBeNull());
});
