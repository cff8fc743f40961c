import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Signals } from "../../../checkpoints/types.ts";
import type { OpenedStores } from "./task-samples.ts";

/** What all signals keep: whoever listens by then hears each word once. */
export function describeSignals(name: string, open: () => Promise<OpenedStores>): void {
  describe(`${name} keeps the signals contract`, () => {
    let opened: OpenedStores;
    let signals: Signals;
    beforeEach(async () => {
      opened = await open();
      signals = opened.stores.signals;
    });
    afterEach(() => opened.close());

    it("everybody who listens to a channel hears every word once, in order", async () => {
      const [one, other] = [await listenTo(signals, "jobs"), await listenTo(signals, "jobs")];
      for (const text of ["a", "b", '{"c":"漢字 🦊\\n"}']) await signals.tell("jobs", text);
      for (const heard of [one, other]) {
        expect(await heard.words(3)).toEqual(["a", "b", '{"c":"漢字 🦊\\n"}']);
      }
    });

    it("nobody hears what is told on another channel", async () => {
      const heard = await listenTo(signals, "jobs");
      const elsewhere = await listenTo(signals, "jobs:more");
      await signals.tell("jobs:more", "a");
      await signals.tell("jobs", "b");
      expect(await elsewhere.words(1)).toEqual(["a"]);
      expect(await heard.words(1)).toEqual(["b"]);
    });

    it("who has stopped listening hears nothing more, and takes nothing from others", async () => {
      const [one, other] = [await listenTo(signals, "jobs"), await listenTo(signals, "jobs")];
      one.stop();
      await signals.tell("jobs", "a");
      expect(await other.words(1)).toEqual(["a"]);
      expect(one.heard).toEqual([]);
      other.stop();
      const again = await listenTo(signals, "jobs");
      await signals.tell("jobs", "b");
      expect(await again.words(1)).toEqual(["b"]);
      expect([...one.heard, ...other.heard]).toEqual(["a"]);
    });

    it("the same function may listen twice, and stop once", async () => {
      const heard: string[] = [];
      const hear = (text: string) => void heard.push(text);
      const stop = signals.listen("jobs", hear);
      signals.listen("jobs", hear);
      stop();
      const last = await listenTo(signals, "jobs");
      await signals.tell("jobs", "a");
      await last.words(1);
      expect(heard.filter((text) => text === "a")).toHaveLength(1);
    });

    it("what nobody listens to is lost without an error", async () => {
      await signals.tell("nobody", "a");
      const heard = await listenTo(signals, "nobody");
      await signals.tell("nobody", "b");
      expect(await heard.words(1)).toEqual(["b"]);
    });
  });
}

const PROBE = "is anybody there?";

/** Listens, and resolves when words are heard. */
export async function listenTo(signals: Signals, channel: string, teller = signals) {
  const heard: string[] = [];
  let isThere = false;
  const stop = signals.listen(channel, (text) => {
    if (text === PROBE) isThere = true;
    else heard.push(text);
  });
  await expect
    .poll(async () => {
      await teller.tell(channel, PROBE);
      return isThere;
    })
    .toBe(true);
  return {
    heard,
    stop,
    async words(count: number): Promise<string[]> {
      await expect.poll(() => heard.length).toBeGreaterThanOrEqual(count);
      return heard;
    },
  };
}
