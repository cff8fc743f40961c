import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createTurn, createTurns } from "../../../checkpoints/file/turns.ts";

/** Notes its begin, and its end when it is let go. */
function aWork(name: string, story: string[]) {
  let end = () => {};
  const mayEnd = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = async () => {
    story.push(`${name} begins`);
    await mayEnd;
    story.push(`${name} ends`);
    return name;
  };
  return { work, end };
}

describe("what is done in turn", () => {
  it("begins when the one before has ended, also when that failed", async () => {
    const story: string[] = [];
    const inTurn = createTurn();
    const [first, second] = [aWork("first", story), aWork("second", story)];
    const failing = inTurn(() => first.work().then(() => Promise.reject(new Error("failed"))));
    const done = inTurn(second.work);
    second.end();
    await sleep(0);
    expect(story).toEqual(["first begins"]);
    first.end();
    await expect(failing).rejects.toThrow("failed");
    expect(await done).toBe("second");
    expect(story).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  });

  it("waits for nothing of another name", async () => {
    const story: string[] = [];
    const inTurn = createTurns();
    const [one, other] = [aWork("one", story), aWork("other", story)];
    const first = inTurn("a", one.work);
    other.end();
    expect(await inTurn("b", other.work)).toBe("other");
    one.end();
    await first;
    expect(story).toEqual(["one begins", "other begins", "other ends", "one ends"]);
  });
});
