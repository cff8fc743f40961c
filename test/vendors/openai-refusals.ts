/** What OpenAI refuses, and how it says so. */
import type { ToolShape } from "./openai-answers.ts";
import { strictProblem } from "./openai-strict.ts";

/** `drop` cuts the connection after taking the order, `half` in the middle of the answer; `reset` as TCP does. */
export type OpenAiFault =
  | "drop"
  | "half"
  | "reset"
  | "hang"
  | "rate_limit"
  | "rate_limit_at_once"
  | "insufficient_quota"
  | "refuse_key"
  | "no_model"
  | "bad_request"
  | "too_long"
  | "policy"
  | "server_error"
  | "overloaded"
  | "not_json"
  | "malformed"
  | "breach"
  | "refusal"
  | "length"
  | "content_filter"
  | "empty"
  | "no_choices"
  | "no_usage"
  | "broken_arguments";

export interface OpenAiBody {
  model: string;
  messages: { role: string; content: string }[];
  tools?: { type: string; function: ToolShape & { description: string; strict?: boolean } }[];
  response_format?: { type: string; json_schema?: { name: string; strict?: boolean; schema: unknown } };
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
  reasoning_effort?: string;
}

export interface Refused {
  status: number;
  error: { message: string; type: string; code: string | null; param?: string };
  headers?: Record<string, string>;
}

const REFUSALS: Partial<Record<OpenAiFault, Refused>> = {
  rate_limit: {
    status: 429,
    error: { message: "Rate limit reached for requests", type: "requests", code: "rate_limit_exceeded" },
  },
  rate_limit_at_once: {
    status: 429,
    error: { message: "Rate limit reached for requests", type: "requests", code: "rate_limit_exceeded" },
    headers: { "retry-after": "0" },
  },
  insufficient_quota: {
    status: 429,
    error: { message: "You exceeded your current quota.", type: "insufficient_quota", code: "insufficient_quota" },
  },
  refuse_key: {
    status: 401,
    error: {
      message: "Incorrect API key provided: sk-secret.",
      type: "invalid_request_error",
      code: "invalid_api_key",
    },
  },
  no_model: {
    status: 404,
    error: { message: "The model does not exist.", type: "invalid_request_error", code: "model_not_found" },
  },
  bad_request: { status: 400, error: { message: "Bad request.", type: "invalid_request_error", code: null } },
  too_long: {
    status: 400,
    error: {
      message: "This model's context is smaller.",
      type: "invalid_request_error",
      code: "context_length_exceeded",
    },
  },
  policy: { status: 400, error: { message: "Invalid prompt.", type: "invalid_request_error", code: "invalid_prompt" } },
  server_error: { status: 500, error: { message: "The server had an error.", type: "server_error", code: null } },
  overloaded: { status: 503, error: { message: "The engine is overloaded.", type: "server_error", code: null } },
};

/** OpenAI's answer to a POST that it refuses; null for one that it takes. */
export function refusalFor(body: OpenAiBody, fault: OpenAiFault | null): Refused | null {
  const known = fault && REFUSALS[fault];
  if (known) return known;
  const { response_format: format, tools = [] } = body;
  const schemas: [string, unknown][] = [
    ...(format?.json_schema?.strict ? [["response_format", format.json_schema.schema] as [string, unknown]] : []),
    ...tools
      .filter((tool) => tool.function.strict)
      .map((tool): [string, unknown] => [tool.function.name, tool.function.parameters]),
  ];
  for (const [name, schema] of schemas) {
    const problem = strictProblem(schema);
    if (problem) return invalid("invalid_json_schema", `Invalid schema for '${name}': ${problem}`);
  }
  if (!/^(o\d|gpt-5)/.test(body.model)) return null;
  if (body.max_tokens !== undefined) return invalid("unsupported_parameter", "Unsupported parameter: 'max_tokens'.");
  if (body.temperature !== undefined) return invalid("unsupported_value", "Unsupported value: 'temperature'.");
  return null;
}

function invalid(code: string, message: string): Refused {
  return { status: 400, error: { message, type: "invalid_request_error", code } };
}
