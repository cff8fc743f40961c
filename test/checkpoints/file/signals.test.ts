import { expect, it } from "vitest";
import { createFileSignals } from "../../../checkpoints/file/signals.ts";
import { describeSignals, listenTo } from "../../contract/checkpoints/signals.ts";
import { openFileStores } from "./stores.ts";

describeSignals("the file store", openFileStores);

it("signals that are closed tell nobody", async () => {
  const signals = createFileSignals();
  const { heard, stop } = await listenTo(signals, "jobs");
  signals.close();
  await signals.tell("jobs", "a");
  expect(heard).toEqual([]);
  stop();
});
