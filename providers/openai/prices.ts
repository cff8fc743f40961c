import type { UsageMetadata } from "@langchain/core/messages";
import type { VendorAccess } from "../../models/config.ts";
import type { PriceRange } from "../types.ts";

export type OpenAiAccess = NonNullable<VendorAccess["openai"]>;

/** US dollars for a million tokens. Reasoning is output. */
interface TokenPrices {
  input: number;
  /** Input that the vendor still knew from an earlier call. */
  cached: number;
  output: number;
}

/**
 * List prices of the standard tier, below 272,000 tokens of input: developers.openai.com/api/docs/pricing, as copied by
 * models.dev (gpt-5, 5.4, 5.5, 5.6, gpt-6, o-series), benchlm.ai (2026-04-13) and others; collected 2026-11-22.
 * Only models that answer chat completions with tools: not the `-pro` and `-codex` ones.
 */
const PRICES: Readonly<Record<string, TokenPrices>> = {
  "gpt-4o": { input: 2.5, cached: 1.25, output: 10 },
  "gpt-4o-2024-05-13": { input: 5, cached: 5, output: 15 },
  "gpt-4o-mini": { input: 0.15, cached: 0.075, output: 0.6 },
  "gpt-4.1": { input: 2, cached: 0.5, output: 8 },
  "gpt-4.1-mini": { input: 0.4, cached: 0.1, output: 1.6 },
  "gpt-4.1-nano": { input: 0.1, cached: 0.025, output: 0.4 },
  o1: { input: 15, cached: 7.5, output: 60 },
  o3: { input: 2, cached: 0.5, output: 8 },
  "o3-mini": { input: 1.1, cached: 0.55, output: 4.4 },
  "o4-mini": { input: 1.1, cached: 0.275, output: 4.4 },
  "gpt-5": { input: 1.25, cached: 0.125, output: 10 },
  "gpt-5-chat-latest": { input: 1.25, cached: 0.125, output: 10 },
  "gpt-5-mini": { input: 0.25, cached: 0.025, output: 2 },
  "gpt-5-nano": { input: 0.05, cached: 0.005, output: 0.4 },
  "gpt-5.1": { input: 1.25, cached: 0.125, output: 10 },
  "gpt-5.1-chat-latest": { input: 1.25, cached: 0.125, output: 10 },
  "gpt-5.2": { input: 1.75, cached: 0.175, output: 14 },
  "gpt-5.2-chat-latest": { input: 1.75, cached: 0.175, output: 14 },
  "gpt-5.4": { input: 2.5, cached: 0.25, output: 15 },
  "gpt-5.4-mini": { input: 0.75, cached: 0.075, output: 4.5 },
  "gpt-5.4-nano": { input: 0.2, cached: 0.02, output: 1.25 },
  "gpt-5.5": { input: 5, cached: 0.5, output: 30 },
  "gpt-5.6-luna": { input: 1, cached: 0.1, output: 6 },
  "gpt-5.6-terra": { input: 2.5, cached: 0.25, output: 15 },
  "gpt-6-astra": { input: 10, cached: 1, output: 50 },
};

const FREE: TokenPrices = { input: 0, cached: 0, output: 0 };
const OWN_HOST = /(^|\.)api\.openai\.com$/;
/** A dated snapshot costs what its model costs, unless it has a row of its own. */
const SNAPSHOT = /-\d{4}-\d{2}-\d{2}$/;
/** Models that reason, and can be told how hard. The `chat` ones choose for themselves. */
const REASONING = /^(o\d|gpt-[5-9])(?!.*-chat)/;

/**
 * Tokens in a character of prompt, at most. Measured with the o200k encoding: English 0.23, JSON 0.30, Hindi 0.36,
 * Korean 0.65, Japanese and Chinese 0.96; Amharic has 1.8, which the English around it makes up for.
 */
const MOST_TOKENS_PER_CHARACTER = 1;
const LEAST_TOKENS_PER_CHARACTER = 0.2;
/** Room for the longest answer, 60 scenes of about 230 tokens; with some thought where the model reasons. */
const MOST_ANSWER_TOKENS = 16_384;
const MOST_REASONED_TOKENS = 24_576;
/** A plan is the shortest answer. */
const LEAST_ANSWER_TOKENS = 100;

/** Whether calls go to OpenAI itself, and not to another server that speaks its protocol. */
export function isOwnHost({ baseUrl }: Pick<OpenAiAccess, "baseUrl">): boolean {
  return baseUrl === null || OWN_HOST.test(new URL(baseUrl).hostname);
}

export function takesEffort(model: string): boolean {
  return REASONING.test(model);
}

/** The most tokens that an answer may have; null where they cost nothing, so that the server decides. */
export function mostAnswerTokens(access: OpenAiAccess): number | null {
  if (pricesOf(access) === FREE) return null;
  return takesEffort(access.model) ? MOST_REASONED_TOKENS : MOST_ANSWER_TOKENS;
}

/** One call with so many characters of prompt, in US dollars. */
export function priceOf(access: OpenAiAccess, characters: number): PriceRange {
  const { input, cached, output } = pricesOf(access);
  const least = characters * LEAST_TOKENS_PER_CHARACTER * cached + LEAST_ANSWER_TOKENS * output;
  const most = characters * MOST_TOKENS_PER_CHARACTER * input + (mostAnswerTokens(access) ?? 0) * output;
  return { minUsd: least / 1e6, maxUsd: most / 1e6 };
}

/** What these tokens cost, in US dollars. */
export function costOf(access: OpenAiAccess, usage: UsageMetadata): number {
  const { input, cached, output } = pricesOf(access);
  const known = Math.min(usage.input_tokens, usage.input_token_details?.cache_read ?? 0);
  return ((usage.input_tokens - known) * input + known * cached + usage.output_tokens * output) / 1e6;
}

/** What a user should know about the model's price, in one sentence; null when it is in the table. */
export function priceNotice(access: OpenAiAccess): string | null {
  const { model } = access;
  if (listed(model)) return null;
  if (isOwnHost(access)) {
    return `The price of ${model} is not known: it is counted as the dearest language model, so that a budget holds.`;
  }
  return `The price of ${model} is not known: the language model counts as free.`;
}

function listed(model: string): TokenPrices | undefined {
  return PRICES[model] ?? PRICES[model.replace(SNAPSHOT, "")];
}

function pricesOf(access: OpenAiAccess): TokenPrices {
  return listed(access.model) ?? (isOwnHost(access) ? DEAREST : FREE);
}

const most = (pick: (prices: TokenPrices) => number) => Math.max(...Object.values(PRICES).map(pick));
const DEAREST: TokenPrices = {
  input: most((prices) => prices.input),
  cached: most((prices) => prices.input),
  output: most((prices) => prices.output),
};
