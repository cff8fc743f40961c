import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createOpenAiLanguage } from "../../../providers/openai/index.ts";
import { breakdownData, describeLanguageProvider, question, STORY } from "../../contract/language-provider.ts";
import { type OpenAiFault, type OpenAiServer, startOpenAiServer } from "../../vendors/openai-server.ts";

let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(() => server.close());

const open = ({ model = "gpt-5-mini", apiKey = "sk-test" as string | null } = {}) =>
  createOpenAiLanguage({ access: { apiKey, baseUrl: server.url, model } });
const ask = (signal = AbortSignal.timeout(5000), language = open()) =>
  language.chat.invoke(question({ request: { prompt: STORY, durationSeconds: 20, scenes: 4 } }), { signal });
const last = () => server.orders.at(-1);

describeLanguageProvider("OpenAI's language model", { open, deterministic: true });

describe("what OpenAI is sent", () => {
  it("is one POST with the key, no stream and no temperature, and a bound on what may be paid for", async () => {
    const before = server.orders.length;
    await ask();
    expect(server.orders.length - before).toBe(1);
    expect(last()?.headers.authorization).toBe("Bearer sk-test");
    expect(last()?.body).toMatchObject({ model: "gpt-5-mini", reasoning_effort: "low", max_completion_tokens: 24_576 });
    expect(last()?.body).not.toHaveProperty("temperature");
    expect(last()?.body).not.toHaveProperty("max_tokens");
  });

  it("bounds models that do not reason by the old name, and other servers' own models not at all", async () => {
    await ask(undefined, open({ model: "gpt-4o-mini" }));
    expect(last()?.body).toMatchObject({ max_tokens: 16_384 });
    expect(last()?.body).not.toHaveProperty("reasoning_effort");
    await ask(undefined, open({ model: "llama4", apiKey: null }));
    expect(last()?.body).not.toHaveProperty("max_tokens");
    expect(last()?.body).not.toHaveProperty("max_completion_tokens");
  });

  it("keeps instructions and the user's words in messages of their own", async () => {
    await open().chat.invoke([new SystemMessage("Rules"), new HumanMessage(`<data>{"a":1}</data>`)]);
    expect(last()?.body.messages).toEqual([
      { role: "developer", content: "Rules" },
      { role: "user", content: `<data>{"a":1}</data>` },
    ]);
  });

  it("asks for strict answers where the schema is made for them, and not where LangChain makes it from zod", async () => {
    const schema = {
      type: "object",
      properties: { a: { type: "string" } },
      required: ["a"],
      additionalProperties: false,
    };
    const chat = open().chat;
    const messages = question(breakdownData(STORY));
    await chat.withStructuredOutput<{ a: string }>(schema, { name: "scene_breakdown" }).invoke(messages);
    expect(last()?.body.response_format?.json_schema).toMatchObject({ strict: true, schema });
    await chat
      .withStructuredOutput(z.object({ a: z.string().min(1) }), { name: "other", includeRaw: true })
      .invoke(messages);
    expect(last()?.body.response_format?.json_schema).toMatchObject({ strict: false });
  });
});

describe("what OpenAI answers", () => {
  it("comes with its tokens and the id of the call", async () => {
    const message = await ask();
    const usage = last()?.usage;
    expect(message.usage_metadata).toMatchObject({ input_tokens: usage?.prompt, output_tokens: usage?.completion });
    expect(message.response_metadata.id).toMatch(/^chatcmpl-/);
  });

  it("keeps the tokens of an answer that was cut off, and says so", async () => {
    server.faults.next("length");
    const chat = open().chat.withStructuredOutput<{ a: string }>(
      { type: "object", properties: {}, required: [], additionalProperties: false },
      { name: "scene_breakdown", includeRaw: true },
    );
    const { raw } = await chat.invoke(question(breakdownData(STORY)));
    expect(raw.response_metadata.finish_reason).toBe("length");
    expect(raw).toMatchObject({ usage_metadata: { output_tokens: last()?.usage.completion } });
  });

  it("keeps the words of a refusal", async () => {
    server.faults.next("refusal");
    expect((await ask()).additional_kwargs.refusal).toBe("I cannot help with that.");
  });

  it("without a choice is an empty answer that is still paid for", async () => {
    server.faults.next("no_choices");
    const message = await ask();
    expect(message.text).toBe("");
    expect(message).toMatchObject({ usage_metadata: { input_tokens: last()?.usage.prompt } });
  });
});

const NEVER_TAKEN = { retryable: false };
const ENDS: [OpenAiFault, Record<string, unknown>][] = [
  ["refuse_key", { code: "account_refused", message: expect.stringContaining("OPENAI_API_KEY"), ...NEVER_TAKEN }],
  ["insufficient_quota", { code: "account_refused", message: expect.stringContaining("credit"), ...NEVER_TAKEN }],
  ["no_model", { code: "invalid_request", message: expect.stringContaining("choose another OPENAI_MODEL") }],
  ["too_long", { code: "invalid_request", message: expect.stringContaining("too long") }],
  ["policy", { code: "content_refused" }],
  ["bad_request", { code: "vendor_failed", ...NEVER_TAKEN }],
  ["rate_limit", { code: "rate_limited", retryable: true, retryAfterSeconds: null }],
  ["rate_limit_at_once", { code: "rate_limited", retryable: true, retryAfterSeconds: 0 }],
  ["server_error", { code: "in_doubt" }],
  ["overloaded", { code: "in_doubt" }],
  ["drop", { code: "in_doubt" }],
  ["half", { code: "in_doubt" }],
  ["reset", { code: "in_doubt" }],
  ["not_json", { code: "in_doubt" }],
];

describe("a call that goes wrong", () => {
  it.each(ENDS)("by %s is sent once, and ends in an error that says what was bought", async (fault, expected) => {
    const before = server.orders.length;
    server.faults.next(fault);
    await expect(ask()).rejects.toMatchObject({ name: "PixoraError", ...expected });
    expect(server.orders.length - before).toBe(1);
  });

  it("never repeats a key, neither ours nor what the vendor says of it", async () => {
    server.faults.next("refuse_key");
    const error = await ask().catch((reason) => reason);
    expect(String(error)).not.toMatch(/sk-/);
  });

  it("because nobody listens has bought nothing", async () => {
    const gone = await startOpenAiServer();
    await gone.close();
    const access = { apiKey: null, baseUrl: gone.url, model: "llama4" };
    await expect(ask(undefined, createOpenAiLanguage({ access }))).rejects.toMatchObject({
      code: "unreachable",
      retryable: true,
      message: expect.stringContaining("OPENAI_BASE_URL"),
    });
  });

  it.each([
    ["a key that no header can carry", { apiKey: "sk-“canary”" }, "OPENAI_API_KEY"],
    ["an address that nobody goes to", { baseUrl: "http://127.0.0.1:9/v1" }, "OPENAI_BASE_URL"],
  ])("because of %s is the settings' matter, and not worth another try", async (_title, changes, variable) => {
    const access = { apiKey: "sk-test", baseUrl: server.url, model: "gpt-5-mini", ...changes };
    const error = await ask(undefined, createOpenAiLanguage({ access })).catch((reason) => reason);
    expect(error).toMatchObject({ code: "unreachable", retryable: false, message: expect.stringContaining(variable) });
    expect(String(error)).not.toContain("canary");
  });

  it("ends when it is stopped, and hangs up", async () => {
    server.faults.next("hang");
    const stop = new AbortController();
    const asked = ask(stop.signal);
    await expect.poll(() => last()?.status).toBeNull();
    stop.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(() => last()?.aborted).toBe(true);
  });
});
