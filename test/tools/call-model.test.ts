import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createAccount } from "../../models/account.ts";
import { type Book, createMemoryBook } from "../../models/book.ts";
import { PixoraError } from "../../models/error.ts";
import { askModel } from "../../tools/ask-model.ts";
import { MODEL_LIMITS } from "../../tools/call-model.ts";
import { type Script, ScriptedChat } from "../scripted-chat.ts";
import { toolDeps } from "./deps.ts";

const question = {
  name: "title",
  schema: z.object({ title: z.string().min(1) }),
  instructions: "Give a title.",
  data: { prompt: "fox" },
};
const titled = (title: string) => [{ name: "title", args: { title } }];
const HASTY = { ...MODEL_LIMITS, rebuyPauseMs: 1 };

/** A process that asks by what is in the book alone. */
async function aProcess(book: Book, script: Script) {
  const chat = new ScriptedChat(script);
  const account = createAccount(null, { book, contents: structuredClone(await book.read()) });
  const deps = toolDeps({ account });
  const language = { ...deps.providers.language, chat, price: () => ({ minUsd: 0, maxUsd: 1 }) };
  const ask = ({ round = 1, asked = question, signal = deps.signal } = {}) => {
    const ledger = account.ledger({ step: "scene_generator", round }, () => {});
    const memory = account.memory("scene_generator");
    return askModel({ providers: { language }, ledger, memory, signal }, asked, HASTY);
  };
  return { ask, chat, states: () => account.bill().map(({ state }) => state) };
}

describe("an answer of the language model", () => {
  it("is not bought again by the process that goes on with the task", async () => {
    const book = createMemoryBook();
    const first = await aProcess(book, () => titled("Fox"));
    await first.ask();
    const second = await aProcess(book, () => titled("Owl"));
    await expect(second.ask()).resolves.toEqual({ title: "Fox" });
    expect(second.chat.asked).toHaveLength(0);
    expect(second.states()).toEqual(["done"]);
  });

  it("that was wrong is not bought again either, and only the second question is sent", async () => {
    const book = createMemoryBook();
    const dies = new PixoraError("account_refused", "No credit.");
    let answers = 0;
    const first = await aProcess(book, () => (answers++ === 0 ? titled("") : Promise.reject(dies)));
    await expect(first.ask()).rejects.toBe(dies);
    const second = await aProcess(book, () => titled("Fox"));
    await expect(second.ask()).resolves.toEqual({ title: "Fox" });
    expect(second.chat.asked).toHaveLength(1);
    expect(second.chat.asked[0]?.messages.map(({ text }) => text).join("\n")).toContain("does not fit the schema");
  });

  it("that was good is found again in every round, by every process", async () => {
    const book = createMemoryBook();
    await (await aProcess(book, () => titled("Fox"))).ask();
    const later = await aProcess(book, () => titled("Owl"));
    await expect(later.ask({ round: 2 })).resolves.toEqual({ title: "Fox" });
    expect(later.chat.asked).toHaveLength(0);
  });

  it("that was wrong twice is asked for anew in the next round", async () => {
    const book = createMemoryBook();
    const first = await aProcess(book, () => titled(""));
    await expect(first.ask()).rejects.toMatchObject({ code: "answer_rejected" });
    const later = await aProcess(book, () => titled("Fox"));
    await expect(later.ask({ round: 2 })).resolves.toEqual({ title: "Fox" });
    expect(later.chat.asked).toHaveLength(1);
  });

  it("to one question is never given to another of the same name, which is asked anew", async () => {
    const { ask, chat } = await aProcess(createMemoryBook(), () => titled("Fox"));
    await ask();
    await ask({ asked: { ...question, data: { prompt: "owl" } } });
    expect(chat.asked).toHaveLength(2);
    await ask({ asked: { ...question, data: { prompt: "owl" } } });
    expect(chat.asked).toHaveLength(2);
  });

  it("that a process did not live to read is bought once more by the next, and no third time", async () => {
    const book = createMemoryBook();
    const stop = new AbortController();
    const first = await aProcess(book, () => {
      stop.abort("shutdown");
      return new Promise(() => {});
    });
    await expect(first.ask({ signal: stop.signal })).rejects.toMatchObject({ code: "cancelled" });
    const lost = () => Promise.reject(new PixoraError("in_doubt", "The answer was lost."));
    const second = await aProcess(book, lost);
    await expect(second.ask()).rejects.toMatchObject({ code: "in_doubt" });
    const third = await aProcess(book, () => titled("Fox"));
    await expect(third.ask()).rejects.toMatchObject({ code: "in_doubt", message: expect.stringContaining("2 times") });
    expect([second.chat.asked.length, third.chat.asked.length]).toEqual([1, 0]);
    expect(third.states()).toEqual(["in_doubt", "in_doubt"]);
  });
});
