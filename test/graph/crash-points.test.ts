/** A process that dies between any two of its writes, and another one that goes on: nothing is lost, nothing paid twice. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAccount } from "../../models/account.ts";
import { dyingAfter, settle } from "./dying-process.ts";
import { createSharedKeep, type Write } from "./shared-keep.ts";
import { aRequest, openStudio, PICTURE_USD } from "./sketch-studio.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-crash-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Three sheets, and one still after them. */
const REQUEST = { ...aRequest("A fox finds a lantern. The fox goes home."), scenes: 1 };
const PICTURES = 4;

/** A task, and the processes that carry it out one after another. */
function aTask(name: string) {
  const studio = openStudio(join(folder, name));
  const shared = createSharedKeep();
  return {
    /** @returns at which write the process died; null when it came to its end */
    async dieAfter(writes: number): Promise<Write | null> {
      const { death, onWrite } = dyingAfter(writes);
      const stop = new AbortController();
      const running = studio.process().run(REQUEST, shared.open({ onWrite }), stop.signal);
      const diedAt = await Promise.race([death, running.then(() => null)]);
      if (diedAt === null) return null;
      await settle();
      stop.abort("shutdown");
      return diedAt;
    },
    /** One more process, which lives: what has become of the task after it. */
    async goOn() {
      const { run, drawn } = studio.process();
      const events = await run(REQUEST, shared.open());
      const { book } = shared.open();
      const account = createAccount(null, { book, contents: await book.read() });
      const pictures = account.bill().filter(({ capability }) => capability === "image");
      return {
        end: events.at(-1)?.data,
        posts: studio.vendor.posts(),
        paidFor: pictures.map(({ state, requestId }) => `${state} ${requestId}`).sort(),
        balance: account.balance(),
        drawnWithoutSheets: drawn.filter((what) => what.includes("a fox")),
        isNumbered: shared.log.every(({ id }, index) => id === index + 1),
      };
    },
  };
}

/** As if nothing had been. */
const UNHARMED = {
  end: { status: "completed", error: null, result: expect.objectContaining({ degraded: [] }) },
  posts: PICTURES,
  paidFor: Array.from({ length: PICTURES }, (_, index) => `done job-${index + 1}`),
  balance: { spentUsd: PICTURES * PICTURE_USD, reservedUsd: 0, budgetUsd: null },
  drawnWithoutSheets: [],
  isNumbered: true,
};

const reached = new Set<Write>();

/** Every point belongs to one of so many tests, none of which takes long. */
const SHARES = 4;

describe("a process that dies at any of its writes", () => {
  it.each([0, 1, 2, 3])("is followed by one that buys nothing twice and ends the film (share %i)", async (share) => {
    for (let after = share; ; after += SHARES) {
      const task = aTask(`${after}`);
      const diedAt = await task.dieAfter(after);
      if (diedAt === null) break;
      expect({ diedAt, after, ...(await task.goOn()) }).toEqual({ diedAt, after, ...UNHARMED });
      reached.add(diedAt);
    }
  });

  it("is one that may die at every kind of write", () => {
    expect(reached).toEqual(new Set(["decide", "tookJob", "ended", "keep", "end", "put", "putWrites"]));
  });

  it.each([7, 11, 16])(
    "after %i writes, and again and again, is followed by one that ends the film",
    async (writes) => {
      const task = aTask("often");
      let deaths = 0;
      while (deaths < 20 && (await task.dieAfter(writes)) !== null) deaths += 1;
      expect(deaths).toBeGreaterThan(1);
      expect(await task.goOn()).toEqual(UNHARMED);
    },
  );
});
