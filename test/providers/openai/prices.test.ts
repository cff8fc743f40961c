import { describe, expect, it } from "vitest";
import { costOf, mostAnswerTokens, priceNotice, priceOf } from "../../../providers/openai/prices.ts";

const own = (model: string) => ({ apiKey: "k", baseUrl: null, model });
const elsewhere = (model: string) => ({ apiKey: null, baseUrl: "http://127.0.0.1:11434/v1", model });
const tokens = (input_tokens: number, output_tokens: number, cache_read = 0) => ({
  input_tokens,
  output_tokens,
  total_tokens: input_tokens + output_tokens,
  input_token_details: { cache_read },
});

describe("the cost of tokens", () => {
  it("is the table's: input, cached input, output", () => {
    expect(costOf(own("gpt-5-mini"), tokens(1_000_000, 1_000_000, 400_000))).toBeCloseTo(0.6 * 0.25 + 0.4 * 0.025 + 2);
  });

  it.each([
    ["gpt-4o-2024-08-06", "gpt-4o"],
    ["gpt-4o-mini-2024-07-18", "gpt-4o-mini"],
    ["gpt-5.2-2025-12-11", "gpt-5.2"],
  ])("of the snapshot %s is that of %s", (snapshot, model) => {
    expect(costOf(own(snapshot), tokens(1000, 1000))).toBe(costOf(own(model), tokens(1000, 1000)));
    expect(priceNotice(own(snapshot))).toBeNull();
  });

  it("of a snapshot with a price of its own is that price", () => {
    expect(costOf(own("gpt-4o-2024-05-13"), tokens(1_000_000, 0))).toBe(5);
  });
});

describe("a model that nobody has a price for", () => {
  it.each(["gpt-9", "gpt-5-pro", "gpt-4o-audio-preview", "ft:gpt-4o-mini:me::1"])(
    "is counted as the dearest at OpenAI itself, and said to be: %s",
    (model) => {
      for (const known of ["o1", "gpt-6-astra", "gpt-5.5", "gpt-4o"]) {
        expect(costOf(own(model), tokens(900, 900, 500))).toBeGreaterThanOrEqual(
          costOf(own(known), tokens(900, 900, 500)),
        );
      }
      expect(priceNotice(own(model))).toMatch(/not known.*dearest/);
    },
  );

  it("is free on a server of one's own, and said to be", () => {
    expect(priceOf(elsewhere("llama4"), 10_000)).toEqual({ minUsd: 0, maxUsd: 0 });
    expect(priceNotice(elsewhere("llama4"))).toMatch(/free/);
    expect(mostAnswerTokens(elsewhere("llama4"))).toBeNull();
  });

  it("is not one by being served elsewhere, nor by a host of OpenAI's in another region", () => {
    expect(priceOf(elsewhere("gpt-4o"), 100)).toEqual(priceOf(own("gpt-4o"), 100));
    expect(priceOf({ ...own("gpt-9"), baseUrl: "https://eu.api.openai.com/v1" }, 100)).toEqual(
      priceOf(own("gpt-9"), 100),
    );
    expect(priceOf({ ...own("gpt-9"), baseUrl: "https://api.openai.com.evil.test/v1" }, 100).maxUsd).toBe(0);
  });
});

describe("the price of a call beforehand", () => {
  it("holds whatever the script: at most one token for a character, and the longest answer", () => {
    const access = own("gpt-4.1");
    const { minUsd, maxUsd } = priceOf(access, 8000);
    const longest = mostAnswerTokens(access) ?? 0;
    expect(maxUsd).toBeCloseTo(costOf(access, tokens(8000, longest)));
    expect(minUsd).toBeGreaterThan(0);
    expect(minUsd).toBeLessThan(costOf(access, tokens(2000, 300)));
  });

  it("leaves a whole film's language below 20 cents with the default model", () => {
    expect(3 * priceOf(own("gpt-5-mini"), 8000).maxUsd).toBeLessThan(0.2);
  });
});
