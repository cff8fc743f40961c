import { expect, it } from "vitest";
import { createDraftLanguage } from "../../../../providers/draft/language/index.ts";
import {
  breakdownData,
  describeLanguageProvider,
  PLANNING_TOOLS,
  question,
  STORY,
} from "../../../contract/language-provider.ts";

describeLanguageProvider("the draft vendor", { open: createDraftLanguage, deterministic: true });

const BREAKDOWN_TOOL = { type: "function" as const, function: { name: "scene_breakdown", parameters: {} } };

it("a message without data is refused with a code and what is missing", async () => {
  const asked = createDraftLanguage().chat.bindTools?.(PLANNING_TOOLS).invoke("Plan a film.");
  await expect(asked).rejects.toMatchObject({ code: "answer_rejected", message: expect.stringContaining("<data>") });
});

it("a call without tools is refused", async () => {
  await expect(createDraftLanguage().chat.invoke(question({}))).rejects.toMatchObject({ code: "answer_rejected" });
});

it("a stopped call says that it was cancelled", async () => {
  const bound = createDraftLanguage().chat.bindTools?.([BREAKDOWN_TOOL]);
  const asked = bound?.invoke(question(breakdownData(STORY)), { signal: AbortSignal.abort() });
  await expect(asked).rejects.toThrow(/cancel|abort|stopped/i);
});

it("a stream ends in the same calls as an invocation", async () => {
  const bound = createDraftLanguage().chat.bindTools?.([BREAKDOWN_TOOL]);
  const chunks = [];
  for await (const chunk of (await bound?.stream(question(breakdownData(STORY)))) ?? []) chunks.push(chunk);
  const whole = await bound?.invoke(question(breakdownData(STORY)));
  expect(chunks.flatMap((chunk) => chunk.tool_calls)).toEqual(whole?.tool_calls);
});

it("another seed tells the story in other words", async () => {
  const tell = async (seed: number) =>
    (
      await createDraftLanguage()
        .chat.bindTools?.([BREAKDOWN_TOOL])
        .invoke(question(breakdownData(STORY, { seed })))
    )?.tool_calls?.[0]?.args;
  expect(await tell(2)).not.toEqual(await tell(1));
});
