import type { FileHandle } from "node:fs/promises";
import { expect, it } from "vitest";
import { fileBody } from "../../../server/files/file-body.ts";

const MB = 1024 * 1024;

/** A file that tells how much of it was read, and how often it was closed. */
function aFile(read: (length: number) => Promise<number> = async (length) => length) {
  const told = { reads: 0, closes: 0 };
  const file = {
    async read(buffer: Uint8Array, _offset: number, length: number) {
      told.reads += 1;
      return { bytesRead: await read(length), buffer };
    },
    async close() {
      told.closes += 1;
    },
  };
  // Only these two are asked.
  return { told, file: file as unknown as FileHandle };
}

const calm = new AbortController().signal;

it("is read no faster than it is taken", async () => {
  const { file, told } = aFile();
  const reader = fileBody(file, { start: 0, end: 10 * MB - 1 }, calm).getReader();
  await new Promise((resolve) => setImmediate(resolve));
  expect(told.reads).toBe(0);
  for (const times of [1, 2, 3]) {
    await reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told.reads).toBe(times);
  }
  await reader.cancel();
  expect(told.closes).toBe(1);
});

it("fails, and is closed, when the file is shorter by now", async () => {
  const { file, told } = aFile(async () => 0);
  await expect(new Response(fileBody(file, { start: 0, end: 9 }, calm)).text()).rejects.toThrow();
  expect(told.closes).toBe(1);
});

it("is closed when nobody waits for it any more, read or not", async () => {
  const { file, told } = aFile();
  const stop = new AbortController();
  const body = fileBody(file, { start: 0, end: 9 }, stop.signal);
  stop.abort();
  expect(await body.getReader().read()).toEqual({ done: true, value: undefined });
  fileBody(file, { start: 0, end: 9 }, AbortSignal.abort());
  expect(told).toEqual({ reads: 0, closes: 2 });
});
