import { expect, it } from "vitest";
import { createTurns } from "../../../providers/supabase/turns.ts";

const never = () => new Promise<void>(() => {});
const going = () => new AbortController().signal;

it.each([
  ["before it asked for its turn", (controller: AbortController) => controller.abort()],
  ["while it waits", (controller: AbortController) => setImmediate(() => controller.abort())],
])("nobody waits for others who was cancelled %s", async (_title, cancel) => {
  const inTurn = createTurns();
  inTurn("file", never, { signal: going() });
  const controller = new AbortController();
  cancel(controller);
  const waiting = inTurn("file", never, { signal: controller.signal }).catch((error: unknown) => error);
  const soon = new Promise((resolve) => setTimeout(resolve, 500, "still waiting"));
  expect(await Promise.race([waiting, soon])).toMatchObject({ code: "cancelled" });
});
