import { describe, expect, it } from "vitest";
import { createHandovers } from "../../nodes/handovers.ts";

const calm = new AbortController().signal;
const aCharacter = (id: string) => ({ id, name: id, kind: "fox", appearance: "red", sheets: {} });
const name = { taskId: "one", revision: 1 };

describe("characters on their way to their scenes", () => {
  it("reach who waits for them as soon as all of them are drawn", async () => {
    const handovers = createHandovers();
    const both = handovers.take(name, ["a", "b"], calm);
    handovers.give(name, aCharacter("a"));
    await expect(handovers.take(name, ["a"], calm)).resolves.toMatchObject([{ id: "a" }]);
    handovers.give(name, aCharacter("b"));
    await expect(both).resolves.toMatchObject([{ id: "a" }, { id: "b" }]);
  });

  it("are not waited for once no more are drawn", async () => {
    const handovers = createHandovers();
    const waiting = handovers.take(name, ["a", "b"], calm);
    handovers.give(name, aCharacter("b"));
    handovers.end(name);
    await expect(waiting).resolves.toMatchObject([{ id: "b" }]);
    await expect(handovers.take(name, ["a"], calm)).resolves.toEqual([]);
  });

  it("may be waited for by sixty scenes, and nobody is warned of a leak", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on("warning", note);
    const handovers = createHandovers();
    const scenes = Array.from({ length: 60 }, () => handovers.take(name, ["a"], new AbortController().signal));
    handovers.give(name, aCharacter("a"));
    await Promise.all(scenes);
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  it("of another plan or task are others", async () => {
    const handovers = createHandovers();
    handovers.end(name);
    const stop = new AbortController();
    const waiting = handovers.take({ ...name, revision: 2 }, ["a"], stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow();
  });
});
