import { describe, expect, it } from "vitest";
import { createMemoryBook } from "../../models/book.ts";
import { createAccounts } from "../../nodes/accounts.ts";

const terms = { budgetUsd: 1, estimatedUsd: 0.5, retryInDoubt: false, round: 0 };

async function kept() {
  const book = createMemoryBook();
  return { book, contents: await book.read() };
}

describe("the accounts of the tasks in this process", () => {
  it("are one run's each: a second one has to wait until the first has ended", async () => {
    const accounts = createAccounts();
    const first = accounts.open("t", terms, await kept());
    const again = await kept();
    expect(() => accounts.open("t", terms, again)).toThrow(
      expect.objectContaining({ code: "task_busy", retryable: true }),
    );
    expect(accounts.of("t", terms)).toBe(first);
    expect(accounts.open("other", terms, again)).toBeDefined();
    accounts.close("t");
    expect(accounts.open("t", terms, again)).not.toBe(first);
  });

  it("stay as their run opened them when the film is begun; without a run they are begun anew", async () => {
    const accounts = createAccounts();
    const opened = accounts.open("t", terms, await kept());
    expect(accounts.begin("t", terms)).toBe(opened);
    const drawn = accounts.begin("studio", terms);
    expect(accounts.begin("studio", terms)).not.toBe(drawn);
  });
});
